package dev.weft.sink;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** The sink's own configuration. Ranges are checked at start. */
@ConfigMapping(prefix = "weft.sink")
interface SinkConfig {

    /** The consumer group on the embeddings topic. Instances of one group share the work. */
    @WithDefault("weft-sink")
    String groupId();

    /** The dimension of the release's vectors, 1 to 65,536. When it is not set, the first vectors decide. */
    OptionalInt dimension();

    /** Records written to the store together at most. 1 to 10,000. */
    @WithDefault("500")
    int maxBatchRecords();

    /** How long records wait for others while a batch is at work. 0 to 1 s. */
    @WithDefault("5MS")
    Duration maxDelay();

    /** Records read and not yet durable at most: each holds the vectors of an item. At least {@code max-batch-records}, at most 1,000,000. */
    @WithDefault("5000")
    int maxInFlightRecords();

    /** How often the store is made durable and offsets are committed; a crash repeats what came since. 10 ms to 1 min. */
    @WithDefault("1S")
    Duration syncInterval();

    /** The first wait after something that may pass by itself, such as an unreachable store; it doubles. 1 ms to 1 min. */
    @WithDefault("100MS")
    Duration retryInitial();

    /** The longest such wait. At least {@code retry-initial}, at most 10 min. */
    @WithDefault("10S")
    Duration retryMax();
}
