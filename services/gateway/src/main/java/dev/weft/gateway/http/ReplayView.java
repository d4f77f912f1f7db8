package dev.weft.gateway.http;

import dev.weft.events.deadletters.PageCursor;
import dev.weft.events.deadletters.ReplayOutcome;
import dev.weft.events.deadletters.ReplayOutcome.Result;
import dev.weft.events.deadletters.ReplayRequest.Effect;
import dev.weft.gateway.deadletters.DeadLetterDesk.Replayed;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of the letters of a replay. */
@Schema(name = "Replay")
public record ReplayView(
        boolean dryRun,
        CountsView counts,
        List<LetterView> letters,
        @Nullable String next) {

    /** Letters by what became of them. */
    @Schema(name = "ReplayCounts")
    public record CountsView(
            long replayed, long replayable, long alreadyReplayed, long superseded, long refused, long unknown) {}

    /** One letter. */
    @Schema(name = "ReplayedLetter")
    public record LetterView(
            String id,
            String result,
            String detail,
            @Nullable ReplayedView replayed) {}

    static ReplayView of(Effect effect, Replayed replayed) {
        List<ReplayOutcome> outcomes = replayed.outcomes();
        return new ReplayView(
                effect == Effect.DRY_RUN,
                new CountsView(
                        count(outcomes, Result.REPLAYED),
                        count(outcomes, Result.REPLAYABLE),
                        count(outcomes, Result.ALREADY_REPLAYED),
                        count(outcomes, Result.SUPERSEDED),
                        count(outcomes, Result.REFUSED),
                        count(outcomes, Result.UNKNOWN)),
                outcomes.stream()
                        .map(outcome -> new LetterView(
                                outcome.letter().toString(),
                                outcome.result().word(),
                                outcome.detail(),
                                ReplayedView.of(outcome.replay().orElse(null))))
                        .toList(),
                replayed.next().map(PageCursor::toString).orElse(null));
    }

    private static long count(List<ReplayOutcome> outcomes, Result result) {
        return outcomes.stream().filter(outcome -> outcome.result() == result).count();
    }
}
