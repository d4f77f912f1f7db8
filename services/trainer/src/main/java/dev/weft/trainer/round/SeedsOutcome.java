package dev.weft.trainer.round;

import dev.weft.learning.RoundOutcome;
import dev.weft.learning.RoundOutcome.Aborted;
import dev.weft.learning.RoundOutcome.Finished;
import java.util.SequencedMap;

/** What came of learning with several seeds. */
sealed interface SeedsOutcome {

    /** Every seed has heads. */
    record AllFinished(SequencedMap<Long, Finished> seeds) implements SeedsOutcome {}

    /** One collapsed; the others were not run, since the worst counts. */
    record Collapsed(long seed, Aborted how) implements SeedsOutcome {}

    /** It was interrupted and goes on from its checkpoint. */
    record Suspended(RoundOutcome.Suspended how) implements SeedsOutcome {}
}
