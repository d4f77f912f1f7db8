package dev.weft.rollout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The rollout's own configuration. Ranges are checked at start. */
@ConfigMapping(prefix = "weft.rollout")
interface RolloutConfig {

    /** Whether this process brings releases live. With {@code false} it does nothing, and another must. */
    @WithDefault("true")
    boolean enabled();

    /** What the names of its consumer groups begin with. Instances of one rollout have the same. */
    @WithDefault("weft-rollout")
    String groupId();

    /**
     * What the transactional ids of this instance begin with: the same after its restart, and no other instance's. With it, what a crash left open
     * ends at the restart; without it, after {@code transaction-timeout}. By default, a new one at every start.
     */
    Optional<String> transactionalId();

    /** After this the broker aborts a transaction that nobody ends. 1 s to 15 min (the broker's limit). */
    @WithDefault("15S")
    Duration transactionTimeout();

    /** The folder of the table of features: about as large as the topic of features. It is made anew when it is lost. No other process may have it. */
    @WithDefault("data/rollout")
    String state();

    /** Records that share a run of the heads and a transaction at most. 1 to 10,000. */
    @WithDefault("1000")
    int maxBatchRecords();

    /** Items whose towers are run together when a release has towers of its own. 1 to 1,024. */
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

    /** Items of a new collection whose rows are recomputed before it is searched. 1 to 100,000. */
    @WithDefault("1000")
    int sampleItems();

    /** Searches in a new collection that are compared with exact ones, which read all of it once. 1 to 10,000. */
    @WithDefault("100")
    int recallQueries();

    /** The share of the ten exact neighbours that the index must find on average. 0 to 1. */
    @WithDefault("0.98")
    double minRecall();

    /** Queries that run on the live and on the next collection before searches go to the next. 1 to 100,000. */
    @WithDefault("200")
    int shadowQueries();

    /** 95 % of these must take at most this in the next collection, or it does not go live. 1 ms to 1 min. */
    @WithDefault("2S")
    Duration shadowMaxP95();

    /** A backfill that gets no further for that long is given up. 1 s to 24 h. */
    @WithDefault("10M")
    Duration stallTimeout();

    /** How often progress is recorded at most. 100 ms to 1 h. */
    @WithDefault("5S")
    Duration progressInterval();

    /** How long the collection of a release that is over is kept for searches that are under way. 0 to 7 days. */
    @WithDefault("1M")
    Duration dropAfter();

    /** How often is looked for what there is to do; a change of a release is seen at once. 10 ms to 1 min. */
    @WithDefault("1S")
    Duration pollInterval();
}
