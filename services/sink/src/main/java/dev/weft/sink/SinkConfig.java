package dev.weft.sink;

import dev.weft.sink.source.VectorBytes;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The sink's own configuration. Ranges are checked at start. Public, because the bean validation of the one-process assembly calls its nested part. */
@ConfigMapping(prefix = "weft.sink")
public interface SinkConfig {

    /** What is read: {@code weft}, the embeddings topic, or {@code foreign}, a topic of yours with vectors in it, as {@code weft.sink.foreign.*} says. */
    @WithDefault("weft")
    Source source();

    /** The consumer group. Instances of one group share the work. */
    @WithDefault("weft-sink")
    String groupId();

    /** The dimension of the release's vectors, 1 to 65,536. When it is not set, the first vectors decide. */
    OptionalInt dimension();

    /**
     * Batches at the store at a time; the changes of one item keep their order. 1 to 64. By default 1 for a store in this process, whose writers take
     * turns anyway, and 4 for a remote one, where the next batches travel while one is being indexed.
     */
    OptionalInt writers();

    /** Items written to the store together at most. 1 to 10,000. */
    @WithDefault("1000")
    int maxBatchRecords();

    /** Bytes of the records written to the store together at most, as they lie in Kafka; a larger record is written alone. 1 KiB to 1 GiB. */
    @WithDefault("8388608")
    long maxBatchBytes();

    /** How long records wait for others while a batch is at work. 0 to 1 s. */
    @WithDefault("5MS")
    Duration maxDelay();

    /** Records read and not yet durable at most. At least {@code max-batch-records}, at most 1,000,000. */
    @WithDefault("20000")
    int maxInFlightRecords();

    /** Bytes of the records read and not yet durable at most; with the vectors read from them they take about twice that. At least {@code max-batch-bytes}. */
    @WithDefault("67108864")
    long maxInFlightBytes();

    /** How often the store is made durable and offsets are committed; a crash repeats what came since. 10 ms to 1 min. */
    @WithDefault("1S")
    Duration syncInterval();

    /** How long partitions that move to another instance wait for what is in flight. 0 to 1 min, and shorter than {@code max.poll.interval.ms}. */
    @WithDefault("5S")
    Duration drainTimeout();

    /** The first wait after something that may pass by itself, such as an unreachable store; it doubles. 1 ms to 1 min. */
    @WithDefault("100MS")
    Duration retryInitial();

    /** The longest such wait. At least {@code retry-initial}, at most 10 min. */
    @WithDefault("10S")
    Duration retryMax();

    /** The wait between tries while the store has run out of disk, memory or quota and an operator must act. 100 ms to 1 h. */
    @WithDefault("30S")
    Duration exhaustedRetry();

    Foreign foreign();

    /** Which topic is read. */
    enum Source {
        WEFT,
        FOREIGN
    }

    /** How the values of a foreign topic are written. */
    enum Format {
        JSON,
        AVRO
    }

    /** Where the fields of a foreign topic's records are. Paths are JSON pointers, for Avro as well. */
    interface Foreign {

        /** The topic, which must exist. */
        Optional<String> topic();

        /** {@code json}, or {@code avro} in the Confluent wire format: its schemas are those of {@code weft.schema-registry.url}, or {@code schemas}. */
        @WithDefault("json")
        Format format();

        /** Files with Avro schemas, by the ids that records carry; with them no registry is asked. */
        Map<Integer, String> schemas();

        /** The path of the item's id. When it is not set, the record's key is the id. */
        Optional<String> key();

        /** The path of the tenant. When it is not set, all items are of {@code weft.tenant}. */
        Optional<String> tenant();

        /** The path of the vector: an array of numbers, or bytes (base64 in JSON). */
        @WithDefault("/vector")
        String vector();

        /** What the bytes of a vector hold: {@code float32} or {@code float16}, little-endian. */
        @WithDefault("float32")
        VectorBytes vectorBytes();

        /** The version of an item, the highest of which wins: {@code offset} or {@code timestamp} of the record, or the path of a whole number. */
        @WithDefault("offset")
        String version();

        /** The path of a truth value that tells that the item is gone. A record without a value tells it in any case. */
        Optional<String> deleted();

        /** The path of an object whose fields become attributes. */
        Optional<String> attributesObject();

        /** Paths of further attributes, by their names. */
        Map<String, String> attributes();

        /** The modality of all items: {@code text}, {@code image}, {@code audio} or {@code video}. */
        @WithDefault("text")
        String modality();

        /** The name of the one part of each item. */
        @WithDefault("vector")
        String part();
    }
}
