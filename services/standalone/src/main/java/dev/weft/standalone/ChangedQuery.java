package dev.weft.standalone;

import dev.weft.standalone.HeldOutQueries.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A query that is answered otherwise than before. */
record ChangedQuery(Answer before, Answer after) {

    private static final int RISEN = 3;

    private static final Comparator<ChangedQuery> BY_GAIN = Comparator.comparingDouble(ChangedQuery::gain)
            .thenComparing(change -> change.before().query().caption());

    /** By how much 1 / rank of the right picture has changed. */
    double gain() {
        return after.worth() - before.worth();
    }

    /**
     * The three whose right picture has risen most, and the one whose has fallen most, if there are any: a rule, so that nobody chooses what is shown.
     *
     * @param before answers
     * @param after answers to the same queries in the same order
     */
    static List<ChangedQuery> most(List<Answer> before, List<Answer> after) {
        List<ChangedQuery> changes = IntStream.range(0, before.size())
                .mapToObj(i -> new ChangedQuery(before.get(i), after.get(i)))
                .sorted(BY_GAIN)
                .toList();
        List<ChangedQuery> shown = new ArrayList<>(changes.reversed().stream()
                .filter(change -> change.gain() > 0)
                .limit(RISEN)
                .toList());
        changes.stream().filter(change -> change.gain() < 0).findFirst().ifPresent(shown::add);
        return shown;
    }
}
