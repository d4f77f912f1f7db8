package dev.weft.embedder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The embedder's own configuration. Ranges are checked at start. */
@ConfigMapping(prefix = "weft.embedder")
interface EmbedderConfig {

    /** The consumer group on the media topic. Instances of one group share the work. */
    @WithDefault("weft-embedder")
    String groupId();

    /**
     * The transactional id of this instance: the same after its restart, and no other instance's. With it, what a crash left open ends at
     * the restart; without it, after {@code transaction-timeout}. By default, a new one at every start.
     */
    Optional<String> transactionalId();

    /** After this the broker aborts a transaction that nobody ends. 1 s to 15 min (the broker's limit). */
    @WithDefault("15S")
    Duration transactionTimeout();

    /** Records read together at most. 1 to 1,000. */
    @WithDefault("64")
    int maxBatchRecords();

    /** How long records wait for others while a batch is at work; a record that finds the embedder idle goes at once. 0 to 1 s. */
    @WithDefault("5MS")
    Duration maxDelay();

    /** Records between reading and publishing at most: each holds a prepared picture (about 600 kB for the demo model). At least {@code max-batch-records}, at most 10,000. */
    @WithDefault("192")
    int maxInFlightRecords();

    /** Inputs per run of a tower at most. 1 to 1,024. */
    @WithDefault("16")
    int maxInferenceBatch();

    /** A run of a tower that takes longer is taken for hanging: another thread goes on, and readiness is down until a real inference works. 100 ms to 1 h. */
    @WithDefault("2M")
    Duration inferenceTimeout();

    /** Threads that fetch, decode and tokenise. 1 to 256; by default as many as there are cores. */
    OptionalInt prepareThreads();

    /** Memory that pictures being decoded may take together, in bytes. At least 1 MiB; by default a quarter of the heap. A picture that declares more is decoded alone. */
    OptionalLong decodeMemoryBytes();

    /** The size of a media file at most, in bytes. 1 to 2,147,483,639. */
    @WithDefault("67108864")
    long maxMediaBytes();

    /** The pixels of a picture at most, over all its frames. At least 1. */
    @WithDefault("50000000")
    long maxPixels();

    /** The frames of a picture at most. At least 1. */
    @WithDefault("1000")
    int maxFrames();

    /** How long a sound or video may play at most. 1 s to 1 day. */
    @WithDefault("10M")
    Duration maxDuration();

    /** After this the decoder of a sound or video is killed. 1 s to 1 h. */
    @WithDefault("60S")
    Duration decodeTimeout();

    /** The time between two frames of a video that are embedded. 1 ms to 1 day. */
    @WithDefault("2S")
    Duration frameInterval();

    /** The frames of one video that are embedded at most: the first of them. 1 to 10,000. */
    @WithDefault("60")
    int maxVideoFrames();

    /** Larger frames of a video are scaled down to this, in pixels of the longer side. 16 to 8,192. */
    @WithDefault("512")
    int maxFrameSide();

    /** How many contents' vectors are remembered per tower, to embed repeated captions and unchanged pictures only once. 0 to 10,000,000. */
    @WithDefault("2048")
    int recentVectors();

    /** The first wait after something that may pass by itself, such as an unreachable object store; it doubles. 1 ms to 1 min. */
    @WithDefault("100MS")
    Duration retryInitial();

    /** The longest such wait. At least {@code retry-initial}, at most 10 min. */
    @WithDefault("10S")
    Duration retryMax();
}
