package dev.weft.trainer;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.TenantId;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.GateThresholds.Drift;
import dev.weft.evaluation.gate.GateThresholds.Evidence;
import dev.weft.evaluation.gate.GateThresholds.Shape;
import dev.weft.inference.BundleHeads;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.learning.BatchOptions;
import dev.weft.learning.HeadOptions;
import dev.weft.learning.LossKind;
import dev.weft.learning.LossOptions;
import dev.weft.learning.OptimiserOptions;
import dev.weft.learning.RoundOptions;
import dev.weft.reinference.Reinference;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogSnapshot;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.model.FrozenModel;
import dev.weft.trainer.model.GuardSet;
import dev.weft.trainer.model.Replay;
import dev.weft.trainer.model.ReplaySet;
import dev.weft.trainer.pool.Frozen;
import dev.weft.trainer.round.RoundInputs;
import dev.weft.trainer.round.RoundPlan;
import dev.weft.trainer.round.TowerInputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The demo model and the demo catalog's noto pictures, computed once for all tests of a process. */
final class Demo implements RoundInputs, TowerInputs {

    static final String BUNDLE = "classpath:weft/bundles/demo";

    /** A fifth of the default, for the sake of time. */
    private static final int RESAMPLES = 2_000;

    private final EmbeddingModel model = EmbeddingModels.open(BUNDLE, InferenceOptions.defaults());
    private final SortedMap<Modality, byte[]> bundleHeads = BundleHeads.read(BUNDLE, InferenceOptions.defaults());
    private final FrozenModel frozen = new FrozenModel(model, bundleHeads.keySet());
    private final Catalog catalog = DemoFeatures.read(model, "noto");
    private final Replay replay;
    private final JudgedSet guard;

    private Demo() {
        try {
            replay = ReplaySet.read(BUNDLE, frozen, Optional.of(model.towerId(Modality.IMAGE)));
            guard = GuardSet.read(BUNDLE + "/guard.zip", frozen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Demo demo() {
        return Computed.DEMO;
    }

    private static final class Computed {
        private static final Demo DEMO = new Demo();
    }

    /** For a few thousand pairs: small batches, a high learning rate, few steps. The gate asks for as many seeds as there are here. */
    static RoundPlan plan(int steps, int batch, List<Long> seeds) {
        RoundOptions options = RoundOptions.defaults()
                .withSteps(steps)
                .withIntervals(50, 100, 50)
                .withLoss(LossOptions.of(LossKind.INFONCE))
                .withOptimiser(new OptimiserOptions(1e-3, 0.9, 0.95, 0.02, 1, 0.1, 0.99))
                .withBatch(new BatchOptions(batch, 0.4, 0.5, 0))
                .withHead(new HeadOptions(128, 1, 0.1, 0, HeadOptions.Centring.NONE));
        Shape shape = GateThresholds.defaults().shape();
        Evidence evidence = GateThresholds.defaults().evidence();
        GateThresholds thresholds = GateThresholds.defaults()
                .withEvidence(new Evidence(
                        seeds.size(), evidence.required(), RESAMPLES, evidence.seed(), evidence.confidence()))
                .withShape(new Shape(
                        shape.drift(),
                        Drift.FOR_THE_WORSE,
                        shape.meanCosine(),
                        shape.effectiveRankShare(),
                        shape.hubShareGain()));
        return new RoundPlan("catalog", Modality.IMAGE, TenantId.DEFAULT, options, seeds, thresholds, 0.05, 20);
    }

    /** A whole round as the standalone learns it: docs/learning.md says what these options were measured to reach. */
    static RoundPlan standalonePlan(String space, List<Long> seeds) {
        RoundPlan small = plan(1, 2, seeds);
        RoundOptions options = RoundOptions.forSmallCatalog().withIntervals(50, 100, 50);
        return new RoundPlan(
                space,
                small.modality(),
                small.owner(),
                options,
                small.seeds(),
                small.thresholds(),
                small.alpha(),
                small.plannedLooks());
    }

    EmbeddingModel model() {
        return model;
    }

    Catalog catalog() {
        return catalog;
    }

    @Override
    public CatalogSnapshot catalog(List<Release> releases) {
        return new KnownCatalog(catalog);
    }

    @Override
    public TowerInputs towers(Release release) {
        return this;
    }

    @Override
    public List<ContrastiveBatch> batches(Release live, Instant now) {
        return List.of();
    }

    @Override
    public Frozen frozen() {
        return frozen;
    }

    @Override
    public Map<Modality, byte[]> bundleHeads() {
        return bundleHeads;
    }

    @Override
    public Heads heads(Release release) {
        return Heads.ofBundle();
    }

    @Override
    public Replay replay() {
        return replay;
    }

    @Override
    public Optional<JudgedSet> guard() {
        return Optional.of(guard);
    }

    @Override
    public Reinference lane() {
        throw new AssertionError("nothing is to be made");
    }

    @Override
    public void close() {}
}
