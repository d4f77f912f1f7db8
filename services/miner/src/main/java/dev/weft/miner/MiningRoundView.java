package dev.weft.miner;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.core.ReleaseId;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How far a round of mining is, or how it ended.
 *
 * @param phase starting, joining, mining or ended
 * @param anchors pairs of a medium and a text that there are
 * @param done of these
 * @param full of the pairs, those with all negatives wanted
 * @param dropped candidates by the filter that spoke against them
 * @param problem why it doesn't get on, while it doesn't
 * @param outcome mined, nothing_to_mine or failed, once it has ended
 */
@Schema(name = "MiningRound")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MiningRoundView(
        String id,
        String reason,
        String by,
        String phase,
        Instant since,
        @Nullable String release,
        int anchors,
        int done,
        long pairs,
        long full,
        long negatives,
        Map<String, Long> dropped,
        long batches,
        @Nullable String problem,
        @Nullable String outcome,
        @Nullable String message) {

    static MiningRoundView of(MiningRound round) {
        MiningCounts counts = round.counts();
        return new MiningRoundView(
                round.id(),
                round.reason(),
                round.by(),
                round.phase().name().toLowerCase(Locale.ROOT),
                round.since(),
                round.release().map(ReleaseId::toString).orElse(null),
                round.anchors(),
                round.done(),
                counts.pairs(),
                counts.full(),
                counts.negatives(),
                counts.dropped(),
                counts.batches(),
                round.problem().orElse(null),
                round.outcome().map(MiningRound.Outcome::kind).orElse(null),
                round.outcome().map(MiningRound.Outcome::message).orElse(null));
    }
}
