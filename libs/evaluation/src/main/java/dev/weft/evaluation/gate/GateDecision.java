package dev.weft.evaluation.gate;

import dev.weft.evaluation.statistics.AlphaSpending;
import java.util.List;

/**
 * What the gate says of a candidate.
 *
 * @param checks each with the seed that did worst
 * @param spending to be kept with the in-domain set for the next judgement
 * @param summary for people
 */
public record GateDecision(Verdict verdict, List<Check> checks, AlphaSpending spending, String summary) {

    public GateDecision {
        checks = List.copyOf(checks);
    }
}
