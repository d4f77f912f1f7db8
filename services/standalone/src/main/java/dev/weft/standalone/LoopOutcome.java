package dev.weft.standalone;

import dev.weft.cli.client.HeldOutFigures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What has come of one round of the loop.
 *
 * @param kind live, rejected, too_small, nothing_to_learn, collapsed, rolled_back or failed
 * @param release that came of it
 * @param serving the release that is live at the end
 * @param message a sentence for a person
 * @param figures of the gate, if it has judged
 * @param changed queries of held-out families, asked before and after; none if the release did not go live
 * @param seconds of each phase
 */
record LoopOutcome(
        String kind,
        Optional<String> release,
        String serving,
        String message,
        Optional<HeldOutFigures> figures,
        List<ChangedQuery> changed,
        SequencedMap<String, Double> seconds) {

    LoopOutcome {
        changed = List.copyOf(changed);
        seconds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(seconds));
    }

    /** Whether everything went as it should. A gate that says no has done its work. */
    boolean isWell() {
        return switch (kind) {
            case "live", "rejected", "too_small", "nothing_to_learn" -> true;
            default -> false;
        };
    }
}
