package dev.weft.evaluation.report;

import java.util.List;

/**
 * A query whose answer changed, from text to picture.
 *
 * @param query the item whose caption asks
 * @param rankBefore of its picture with the incumbent, from 1
 * @param rankAfter of its picture with the candidate, from 1
 * @param before the incumbent's first pictures
 * @param after the candidate's first pictures
 */
public record Example(Hit query, int rankBefore, int rankAfter, List<Hit> before, List<Hit> after) {

    public Example {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    public boolean better() {
        return rankAfter < rankBefore;
    }
}
