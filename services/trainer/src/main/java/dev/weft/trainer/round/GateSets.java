package dev.weft.trainer.round;

import dev.weft.evaluation.statistics.AlphaSpending;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.trainer.judge.CatalogSets;
import dev.weft.trainer.judge.JudgedSet;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What releases of a space are measured on: the frozen sets of the catalog, and the guard set.
 *
 * @param ofBase with features of the towers of the release that others are held against
 */
record GateSets(FrozenSets frozen, List<JudgedSet> ofBase) {

    /** The sets that a release would be judged by now. */
    static GateSets of(RoundPlan plan, ReleaseLog releases, ReleaseFiles files, BaseCatalog base)
            throws IOException, InterruptedException {
        CatalogSets catalog = new CatalogSets(base.catalog(), base.media(), base.texts());
        FrozenSets frozen = FrozenSets.of(releases.ofSpace(plan.space()), catalog, files);
        return new GateSets(frozen, with(frozen, catalog, base.towers()));
    }

    /** Whether no item is of a family that the gate judges by. */
    boolean isEmpty() {
        return frozen.sets().isEmpty();
    }

    /** The same sets, with features of other towers. */
    List<JudgedSet> with(CatalogSets catalog, TowerInputs towers) throws IOException {
        return with(frozen, catalog, towers);
    }

    private static List<JudgedSet> with(FrozenSets frozen, CatalogSets catalog, TowerInputs towers) throws IOException {
        return Stream.concat(frozen.sets().stream().map(catalog::withFeatures), towers.guard().stream())
                .toList();
    }

    AlphaSpending spending(RoundPlan plan) {
        return plan.spending(frozen.looks());
    }
}
