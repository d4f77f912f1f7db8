package dev.weft.trainer;

import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.core.running.Ranges;
import dev.weft.evaluation.gate.GateThresholds;
import dev.weft.evaluation.gate.GateThresholds.Drift;
import dev.weft.evaluation.gate.GateThresholds.Shape;
import dev.weft.events.KafkaSettings;
import dev.weft.inference.InferenceOptions;
import dev.weft.learning.AlarmOptions;
import dev.weft.learning.BatchOptions;
import dev.weft.learning.HeadOptions;
import dev.weft.learning.LossKind;
import dev.weft.learning.LossOptions;
import dev.weft.learning.LossOptions.SameFamily;
import dev.weft.learning.OptimiserOptions;
import dev.weft.learning.RoundOptions;
import dev.weft.reinference.EmbedderLimits;
import dev.weft.reinference.LaneSettings;
import dev.weft.trainer.pool.BatchRules;
import dev.weft.trainer.round.RoundPlan;
import io.quarkus.runtime.configuration.DurationConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Everything a trainer needs to know, checked.
 *
 * @param model the bundle's location
 * @param state folder of the checkpoints
 * @param lane how other towers are run on what is stored
 */
record TrainerSettings(
        KafkaSettings kafka,
        String objectStore,
        String model,
        InferenceOptions inference,
        Path state,
        String categoryAttribute,
        Optional<String> replay,
        Optional<String> guard,
        int afterPairs,
        Optional<Duration> every,
        BatchRules batches,
        LaneSettings lane,
        RoundPlan plan) {

    private static final Ranges RANGES = new Ranges("weft.trainer.");
    private static final String DEMO = "classpath:weft/bundles/demo";

    /** One-sided: of a frozen set over all looks. */
    private static final double ALPHA = 0.05;

    private static final int VALIDATE_EVERY = 50;
    private static final int CHECKPOINT_EVERY = 50;
    private static final int PATIENCE = 10;

    TrainerSettings {
        every.ifPresent(wait -> {
            if (wait.compareTo(Duration.ofMinutes(1)) < 0 || wait.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("weft.trainer.every must be 1 min to 365 d, got " + wait);
            }
        });
        if (afterPairs < 0) {
            throw new IllegalArgumentException("weft.trainer.after-pairs must not be negative, got " + afterPairs);
        }
    }

    /**
     * @param shared the value of a key that services share, if it is set
     * @param names all keys there are
     * @throws IllegalArgumentException if a value is out of its range, with the key
     */
    static TrainerSettings read(TrainerConfig own, Function<String, Optional<String>> shared, Iterable<String> names) {
        String model = shared.apply("weft.model").orElse(DEMO);
        boolean isDemo = model.equals(DEMO);
        ReleaseId release = ReleaseId.parse(shared.apply("weft.release").orElse("catalog@1"));
        return new TrainerSettings(
                KafkaSettings.from(shared, names),
                shared.apply("weft.object-store").orElse("folder:data/objects"),
                model,
                InferenceOptions.from(shared),
                Path.of(own.state()),
                own.categoryAttribute(),
                own.replay().or(() -> isDemo ? Optional.of(DEMO) : Optional.empty()),
                own.guard().or(() -> isDemo ? Optional.of(DEMO + "/guard.zip") : Optional.empty()),
                own.afterPairs(),
                own.every(),
                new BatchRules(own.maxBatchAge(), configurations(own)),
                lane(own, new EmbedderLimits(shared, DurationConverter::parseDuration)),
                plan(own, release, new TenantId(shared.apply("weft.tenant").orElse(TenantId.DEFAULT.value()))));
    }

    private static LaneSettings lane(TrainerConfig own, EmbedderLimits embedder) {
        return new LaneSettings(
                RANGES,
                embedder.pictures(),
                embedder.av(),
                EmbedderLimits.decodeMemoryBytes(),
                own.maxInferenceBatch(),
                own.inferenceTimeout(),
                own.liveGroup(),
                own.yieldAtMost());
    }

    private static RoundPlan plan(TrainerConfig own, ReleaseId release, TenantId owner) {
        return new RoundPlan(
                release.space(),
                modality(own),
                owner,
                options(own),
                own.seeds(),
                thresholds(own),
                ALPHA,
                own.plannedLooks());
    }

    private static RoundOptions options(TrainerConfig own) {
        OptimiserOptions optimiser = OptimiserOptions.defaults();
        return checked(() -> new RoundOptions(
                0,
                own.steps(),
                VALIDATE_EVERY,
                PATIENCE,
                CHECKPOINT_EVERY,
                loss(own),
                new OptimiserOptions(
                        own.learningRate(),
                        optimiser.beta1(),
                        optimiser.beta2(),
                        own.weightDecay(),
                        optimiser.clip(),
                        own.warmUp(),
                        own.averageDecay()),
                new BatchOptions(own.batchSize(), own.mined(), own.replayShare(), own.randomOnly()),
                new HeadOptions(
                        own.hidden(),
                        own.dial(),
                        own.anchor(),
                        own.noise(),
                        HeadOptions.defaults().centring()),
                AlarmOptions.defaults()));
    }

    private static GateThresholds thresholds(TrainerConfig own) {
        GateThresholds defaults = GateThresholds.defaults();
        Shape shape = defaults.shape();
        return own.gapMayNotShrink()
                ? defaults
                : defaults.withShape(new Shape(
                        shape.drift(),
                        Drift.FOR_THE_WORSE,
                        shape.meanCosine(),
                        shape.effectiveRankShare(),
                        shape.hubShareGain()));
    }

    private static LossOptions loss(TrainerConfig own) {
        LossOptions usual = LossOptions.of(constant("loss", own.loss(), LossKind.values()));
        return new LossOptions(
                usual.kind(),
                own.scale().orElse(usual.scale()),
                usual.largestScale(),
                usual.bias(),
                constant("same-family", own.sameFamily(), SameFamily.values()),
                usual.chunkRows());
    }

    private static <E extends Enum<E>> E constant(String key, String word, E[] known) {
        List<String> words = Arrays.stream(known)
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!words.contains(word)) {
            throw new IllegalArgumentException(key + " must be " + String.join(" or ", words) + ", got " + word);
        }
        return known[words.indexOf(word)];
    }

    private static Modality modality(TrainerConfig own) {
        return switch (own.modality()) {
            case "image" -> Modality.IMAGE;
            case "audio" -> Modality.AUDIO;
            default ->
                throw new IllegalArgumentException(
                        "weft.trainer.modality must be image or audio, got " + own.modality());
        };
    }

    private static Set<Sha256> configurations(TrainerConfig own) {
        return own.minerConfigurations().orElse(Set.of()).stream()
                .map(hex -> checked(() -> new Sha256(hex)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("weft.trainer: " + e.getMessage(), e);
        }
    }
}
