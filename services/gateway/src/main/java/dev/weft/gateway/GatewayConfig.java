package dev.weft.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The gateway's own configuration. What all services share ({@code weft.kafka.*}, {@code weft.model} …) is not repeated here. */
@ConfigMapping(prefix = "weft.gateway")
public interface GatewayConfig {

    /** The folder of the gateway's table, restored from Kafka when it is lost. One gateway at a time may use it. Default {@code data/gateway}. */
    @WithDefault("data/gateway")
    String state();

    /** The most bytes of one file. Default 67108864 (64 MiB); 1 KiB to 1 GiB. */
    @WithDefault("67108864")
    @Min(1024)
    @Max(1073741824)
    int maxFileBytes();

    /** The most pixels of one picture, over all its frames. Default 50000000; 1 to 10^9. */
    @WithDefault("50000000")
    @Min(1)
    @Max(1000000000)
    long maxPixels();

    /** The most frames of one picture. Default 1000; 1 to 100000. */
    @WithDefault("1000")
    @Min(1)
    @Max(100000)
    int maxFrames();

    /** The most bytes of one JSON body, and of one line of a batch. Larger pictures travel as forms. Default 16777216 (16 MiB); 1 KiB to 256 MiB. */
    @WithDefault("16777216")
    @Min(1024)
    @Max(268435456)
    int maxJsonBytes();

    /** The most lines of one batch. Default 100000; 1 to 10^6. */
    @WithDefault("100000")
    @Min(1)
    @Max(1000000)
    int maxBatchLines();

    /** How many lines of one batch are worked on at a time. Default 32; 1 to 1000. */
    @WithDefault("32")
    @Min(1)
    @Max(1000)
    int batchInFlight();

    /** The bytes that all uploads in flight may hold together; who finds no room gets 503. Default 268435456 (256 MiB); 1 MiB to 1 TiB. */
    @WithDefault("268435456")
    @Min(1048576)
    @Max(1099511627776L)
    long uploadMemoryBytes();

    /** How long an upload waits for room, or for the broker to acknowledge it, and a search for its query's vector, before it gets 503. Default 5s; 1s to 60s. */
    @WithDefault("5s")
    Duration patience();

    /** How long the producer waits for more events to share a request. Default 2ms; 0 to 1s. */
    @WithDefault("2ms")
    Duration linger();

    /** How many pictures of searches are decoded at a time. Default 4; 1 to 256. */
    @WithDefault("4")
    @Min(1)
    @Max(256)
    int parallelDecodes();

    /** The most inputs of one call for embeddings, and labels times templates of one classification. Default 2048; 1 to 100000. */
    @WithDefault("2048")
    @Min(1)
    @Max(100000)
    int maxInputs();

    /** The folder below which bundles with towers may lie that imported releases name. None by default: then only those on the class path. */
    Optional<String> bundles();

    /** The bytes that labels' vectors may take, which are kept to classify the next picture by. Default 16777216 (16 MiB); 0 to 1 GiB. */
    @WithDefault("16777216")
    @Min(0)
    @Max(1073741824)
    int labelCacheBytes();

    /**
     * Whether pictures are fetched from {@code http} and {@code https} URIs that a client names: from the public internet only, whatever the
     * name resolves to or redirects to. Default false.
     */
    @WithDefault("false")
    boolean fetchUrls();

    /** The ports that pictures are fetched from. Default 80 and 443. */
    @WithDefault("80,443")
    Set<Integer> fetchPorts();

    /** How long fetching a picture may take, redirects included. Default 10s; 1s to 60s. */
    @WithDefault("10s")
    Duration fetchDeadline();

    /** How much feedback a tenant may send in a minute; more gets 429. Default 600; 1 to 100000. */
    @WithDefault("600")
    @Min(1)
    @Max(100000)
    int feedbackPerMinute();

    /** How many event streams may be open; who comes later gets 503. Default 256; 1 to 100000. */
    @WithDefault("256")
    @Min(1)
    @Max(100000)
    int maxStreams();

    /**
     * Whether dead letters are shown and replayed whose record names no tenant, or one in its key and another in its value. Their bytes may be any
     * tenant's: set it only where there is no other tenant on the topics. Default false; {@code ./weft up} sets it.
     */
    @WithDefault("false")
    boolean ownerlessDeadLetters();

    /** Topics that dead letters may be replayed to, besides {@code media} and {@code embeddings}: those a sink of yours reads. Default none. */
    Optional<Set<String>> replayTopics();
}
