package dev.weft.miner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The miner's own configuration. Ranges are checked at start. */
@ConfigMapping(prefix = "weft.miner")
public interface MinerConfig {

    /** Whether it mines at all. */
    @WithDefault("true")
    boolean enabled();

    /** Whether it mines what comes, all the time; else only while somebody asks for a round ({@code POST /v1/mining-rounds}), and costs nothing before and after. */
    @WithDefault("true")
    boolean continuous();

    /** What the consumer groups' names begin with. Instances of one group share the work. */
    @WithDefault("weft-miner")
    String groupId();

    /**
     * The transactional id of this instance: the same after its restart, and no other instance's. With it, what a crash left open ends at the restart;
     * without it, after {@code transaction-timeout}. By default, a new one at every start.
     */
    Optional<String> transactionalId();

    /** After this the broker aborts a transaction that nobody ends. 1 s to 15 min (the broker's limit). */
    @WithDefault("15S")
    Duration transactionTimeout();

    /** The folder of the topology's state, of which each instance needs its own. Without it, all is restored from Kafka. */
    @WithDefault("data/miner")
    String state();

    /** Copies of the topology's state that other instances keep warm, to take over at once. 0 to 5. */
    @WithDefault("0")
    int standbyReplicas();

    /** Anchors that are mined and clustered together at most: the more, the harder the clusters. 32 to 100,000. */
    @WithDefault("1024")
    int pool();

    /** How long anchors wait for their pool to fill. 0 to 1 h. */
    @WithDefault("30S")
    Duration linger();

    /** How long the miner waits for single items that the index lacks; then their anchors are dead letters. While ten or more, and most, are lacking, it waits without limit. 0 to 1 h. */
    @WithDefault("2M")
    Duration patience();

    /** The first wait after something that may pass by itself, such as an unreachable store; it doubles, up to 10 s. 1 ms to 10 s. */
    @WithDefault("250MS")
    Duration retryInitial();

    /** Random items by which is measured what counts as alike in a release. 30 to 100,000. */
    @WithDefault("2000")
    int sample();

    /** After how long that is measured again. 1 s to 7 d. */
    @WithDefault("1H")
    Duration remeasure();

    /** Which part of the anchors is written to the topic of neighbours with all that was found for them. 0 to 1. */
    @WithDefault("0.05")
    double auditShare();

    /** Hits of each of the four searches. 10 to 1,000. */
    @WithDefault("100")
    int hits();

    /** From which place of a search on a hit may be a negative, counted from 1: 5 for clean data, 30 where there are many duplicates. 1 to {@code hits}. */
    @WithDefault("5")
    int ranks();

    /** By how much a negative must lie below the positive, in calibrated log odds. 0 to 10. */
    @WithDefault("0.5")
    double margin();

    /** From which cosine on two pictures, or two captions, count as the same. Above 0, up to 1. */
    @WithDefault("0.95")
    double ratio();

    /** Up to how many of 64 bits two pictures' perceptual hashes may differ to count as the same. 0 to 64. */
    @WithDefault("6")
    int hashDistance();

    /** Quantile of random pairs up to which two parts count as different. Above 0, below {@code alike}. */
    @WithDefault("0.90")
    double different();

    /** Quantile of random pairs from which on two parts count as alike. Below 1. */
    @WithDefault("0.99")
    double alike();

    /** Negatives drawn for a pair's media, and as many for its text. 1 to 16. */
    @WithDefault("4")
    int perDirection();

    /** Captions that share words with the pair's and are looked at as well. 0 to 100. */
    @WithDefault("10")
    int confusables();

    /** How sharply draws prefer candidates near the positive. 0 to 100. */
    @WithDefault("0.5")
    double density();

    /** The weight of a pair whose caption is poor. Above 0, up to 1. */
    @WithDefault("0.2")
    float poorWeight();

    /** Names of filters that are left out, for experiments. Default none. */
    Optional<Set<String>> without();
}
