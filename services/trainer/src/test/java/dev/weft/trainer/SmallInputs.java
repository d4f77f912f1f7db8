package dev.weft.trainer;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.TenantId;
import dev.weft.core.running.Ranges;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.GateThresholds.Evidence;
import dev.weft.events.KafkaSettings;
import dev.weft.inference.InferenceOptions;
import dev.weft.learning.BatchOptions;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.HeadOptions;
import dev.weft.learning.OptimiserOptions;
import dev.weft.learning.RoundOptions;
import dev.weft.reinference.EmbedderLimits;
import dev.weft.reinference.LaneSettings;
import dev.weft.reinference.Reinference;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogEntry;
import dev.weft.trainer.catalog.CatalogSnapshot;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.model.Replay;
import dev.weft.trainer.pool.BatchRules;
import dev.weft.trainer.pool.Frozen;
import dev.weft.trainer.pool.TowersAlone;
import dev.weft.trainer.round.RoundInputs;
import dev.weft.trainer.round.RoundPlan;
import dev.weft.trainer.round.TowerInputs;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A catalog of random features, small enough that a round takes seconds; without a model, a replay set and a guard set. */
class SmallInputs implements RoundInputs, TowerInputs {

    static final ReleaseId FIRST = new ReleaseId("catalog", 1);
    static final ReleaseId SECOND = new ReleaseId("catalog", 2);
    static final int STEPS = 100;
    static final int CHECKPOINT_EVERY = 20;

    private static final int ITEMS = 1_500;
    private static final int DIMENSION = 16;
    private static final Map<Modality, String> TOWERS =
            Map.of(Modality.IMAGE, "image-tower", Modality.TEXT, "text-tower");

    private final Catalog catalog = catalog();

    private static Catalog catalog() {
        UnitVectors pictures = new UnitVectors(DIMENSION, 1);
        UnitVectors noise = new UnitVectors(DIMENSION, 2);
        List<CatalogEntry> entries = new ArrayList<>();
        float[][] media = new float[ITEMS][];
        float[][] texts = new float[ITEMS][];
        for (int i = 0; i < ITEMS; i++) {
            Embedding picture = pictures.next();
            media[i] = picture.toArray();
            texts[i] = mixed(picture, noise.next());
            MediaKey key = TestObjects.key("item-" + i);
            entries.add(new CatalogEntry(
                    key,
                    "family-" + i,
                    "",
                    "caption " + i,
                    Instant.EPOCH.plusSeconds(i),
                    new PartKey(key, Part.IMAGE),
                    i,
                    new PartKey(key, Part.CAPTION),
                    i));
        }
        return new Catalog(entries, FeatureRows.of(media), FeatureRows.of(texts));
    }

    private static float[] mixed(Embedding one, Embedding other) {
        float[] sum = one.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.get(i);
        }
        return Embedding.normalized(sum).toArray();
    }

    /** @param seed the only one */
    static RoundPlan plan(long seed) {
        GateThresholds thresholds = GateThresholds.defaults();
        Evidence evidence = thresholds.evidence();
        return new RoundPlan(
                FIRST.space(),
                Modality.IMAGE,
                TenantId.DEFAULT,
                RoundOptions.defaults()
                        .withSteps(STEPS)
                        .withIntervals(CHECKPOINT_EVERY, STEPS, CHECKPOINT_EVERY)
                        .withOptimiser(new OptimiserOptions(1e-3, 0.9, 0.95, 0, 1, 0.1, 0.9))
                        .withBatch(new BatchOptions(64, 0, 0, 0))
                        .withHead(new HeadOptions(32, 1, 0.1, 0, HeadOptions.Centring.NONE)),
                List.of(seed),
                thresholds.withEvidence(
                        new Evidence(1, evidence.required(), 200, evidence.seed(), evidence.confidence())),
                0.05,
                20);
    }

    static TrainerSettings settings(KafkaSettings kafka, Path folder) {
        return settings(kafka, folder.resolve("objects"), folder.resolve("state"), 0);
    }

    static TrainerSettings settings(KafkaSettings kafka, Path objects, Path state, long seed) {
        return new TrainerSettings(
                kafka,
                "folder:" + objects,
                "none",
                InferenceOptions.defaults(),
                state,
                "category",
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                new BatchRules(Duration.ofHours(24), Set.of()),
                laneSettings(),
                plan(seed));
    }

    /** As the embedder would have it, without waiting for one. */
    static LaneSettings laneSettings() {
        EmbedderLimits embedder = new EmbedderLimits(_ -> Optional.empty(), Duration::parse);
        return new LaneSettings(
                new Ranges("test."),
                embedder.pictures(),
                embedder.av(),
                EmbedderLimits.decodeMemoryBytes(),
                16,
                Duration.ofMinutes(1),
                "none",
                Duration.ZERO);
    }

    /** The first of its space. */
    static Release live() {
        return TestObjects.release(
                FIRST,
                ReleaseState.LIVE,
                new Release.Contents("test", new TreeMap<>(TOWERS), DIMENSION, new TreeMap<>()));
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
        return new TowersAlone();
    }

    @Override
    public Map<Modality, byte[]> bundleHeads() {
        return Map.of();
    }

    @Override
    public Heads heads(Release release) {
        return Heads.ofBundle();
    }

    @Override
    public Replay replay() {
        return new Replay.None();
    }

    @Override
    public Optional<JudgedSet> guard() {
        return Optional.empty();
    }

    @Override
    public Reinference lane() {
        throw new AssertionError("nothing is to be made");
    }

    @Override
    public void close() {}
}
