package dev.weft.trainer.round;

import dev.weft.evaluation.statistics.AlphaSpending;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.learning.Side;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.judge.CatalogSets;
import dev.weft.trainer.judge.JudgedSet;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What releases of a space are measured on.
 *
 * @param frozen of the catalog
 * @param guard not of the catalog
 */
record GateSets(FrozenSets frozen, Optional<JudgedSet> guard) {

    /**
     * The sets that a release would be judged by now.
     *
     * @param media the catalog's rows, others may follow
     * @param texts the same of captions
     */
    static GateSets of(
            RoundPlan plan,
            RoundInputs inputs,
            ReleaseLog releases,
            ReleaseFiles files,
            Catalog catalog,
            Side media,
            Side texts)
            throws IOException, InterruptedException {
        CatalogSets sets = new CatalogSets(catalog, media, texts);
        return new GateSets(FrozenSets.of(releases.ofSpace(plan.space()), sets, files), inputs.guard());
    }

    /** Whether no item is of a family that the gate judges by. */
    boolean isEmpty() {
        return frozen.sets().isEmpty();
    }

    List<JudgedSet> all() {
        return Stream.concat(frozen.sets().stream(), guard.stream()).toList();
    }

    AlphaSpending spending(RoundPlan plan) {
        return plan.spending(frozen.looks());
    }
}
