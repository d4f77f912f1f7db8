package dev.weft.trainer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The trainer's own configuration. Ranges are checked at start. The sources of the defaults are in docs/learning.md. */
@ConfigMapping(prefix = "weft.trainer")
public interface TrainerConfig {

    /** Whether this process trains. */
    @WithDefault("true")
    boolean enabled();

    /** Where checkpoints lie, so that a round goes on after a crash. */
    @WithDefault("data/trainer")
    String state();

    /** The modality that is learnt together with texts: image or audio. */
    @WithDefault("image")
    String modality();

    /** The attribute whose values are the categories that the gate watches one by one. */
    @WithDefault("category")
    String categoryAttribute();

    /** General pairs against forgetting: a folder, or {@code classpath:FOLDER}. By default those of the demo bundle when it is the model, else none. They are left out while the live release has other towers than their features are of. */
    Optional<String> replay();

    /** Pictures with captions that are not of the catalog's domain: a ZIP, or {@code classpath:FILE}. By default that of the demo bundle when it is the model, else none: and then nothing is approved. */
    Optional<String> guard();

    /** A round begins by itself once so many pairs were mined since the last one; 0 for never. 0 to 1,000,000,000. */
    @WithDefault("0")
    int afterPairs();

    /** A round begins by itself so long after the last one; not set for never. 1 min to 365 d. */
    Optional<Duration> every();

    /** The seeds that are learnt with; the mean of their heads becomes the release, and it and each of them must pass the gate. */
    @WithDefault("0,1,2")
    List<Long> seeds();

    /** Steps of a round at most. 1 to 1,000,000. */
    @WithDefault("2000")
    int steps();

    /** Pairs in a batch; a quarter of all pairs at most. 2 to 1,048,576. */
    @WithDefault("8192")
    int batchSize();

    /** The learning rate at its highest. 1e-8 to 1. */
    @WithDefault("1e-4")
    double learningRate();

    /** Share of the steps during which the learning rate rises. 0 to 1. */
    @WithDefault("0.1")
    double warmUp();

    /** Weight decay on the matrices that are learnt. 0 to 10. */
    @WithDefault("0")
    double weightDecay();

    /** Decay of the exponential mean of the weights, which is what a round yields. 0 to 0.999999. */
    @WithDefault("0.999")
    double averageDecay();

    /** Units of the layer in between. 1 to 65,536. */
    @WithDefault("512")
    int hidden();

    /** The loss: sigmoid or infonce. */
    @WithDefault("sigmoid")
    String loss();

    /** What cosines are multiplied by at the start, which is learnt on. By default 10 with the sigmoid loss and 1/0.07 with infonce. 0.001 to 100. */
    OptionalDouble scale();

    /** What two pairs of one family are to each other: masked (neither pulled together nor pushed apart) or positive (each fits the other). */
    @WithDefault("masked")
    String sameFamily();

    /** Length of the random direction that is added to a feature while learning, as a share of its own. 0 to 2. */
    @WithDefault("0")
    double noise();

    /** How much of what was learnt the heads use. 0 to 1. */
    @WithDefault("1")
    double dial();

    /** The weight of staying close to the base. 0 to 100. */
    @WithDefault("0.1")
    double anchor();

    /** The share of a batch that comes from mined clusters. 0 to 1. */
    @WithDefault("0.4")
    double mined();

    /** The share of a batch that is general pairs. 0 to 1. */
    @WithDefault("0.1")
    double replayShare();

    /** First steps without mined clusters and negatives. 0 or more. */
    @WithDefault("500")
    int randomOnly();

    /** Batches whose index was asked longer ago are left. 1 min to 30 d. */
    @WithDefault("24H")
    Duration maxBatchAge();

    /** SHA-256 of the miners' configurations whose batches are taken; by default any. */
    Optional<Set<String>> minerConfigurations();

    /** Whether a shrinking modality gap, too, is drift that the gate refuses; else only a growing one is. */
    @WithDefault("true")
    boolean gapMayNotShrink();

    /** Items on which the towers of a release that has others than the log has features of are run together. 1 to 1,024. */
    @WithDefault("16")
    int maxInferenceBatch();

    /** A run of such a tower that takes longer is taken for hanging. 100 ms to 1 h. */
    @WithDefault("2M")
    Duration inferenceTimeout();

    /** The consumer group of the embedder, whose backlog goes before such runs. */
    @WithDefault("weft-embedder")
    String liveGroup();

    /** How long such a run waits for that backlog at most, so that it gets on under any load. 0 to 1 h. */
    @WithDefault("500MS")
    Duration yieldAtMost();

    /** How often a frozen set may be judged by, altogether. 1 to 10,000. */
    @WithDefault("20")
    int plannedLooks();
}
