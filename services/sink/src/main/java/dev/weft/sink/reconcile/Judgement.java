package dev.weft.sink.reconcile;

import java.util.Optional;

/**
 * What the log has to say of a row.
 *
 * @param finding what is wrong with it
 * @param proven false when the log has the item only as something this collection does not take: it may have had the row's own record, which
 *     compaction has removed since; or this release's vectors of the item's newest version were not projected yet
 */
record Judgement(Optional<Finding> finding, boolean proven) {

    static final Judgement FINE = new Judgement(Optional.empty(), true);

    static final Judgement UNPROVEN = new Judgement(Optional.empty(), false);

    static Judgement of(Finding finding) {
        return new Judgement(Optional.of(finding), true);
    }
}
