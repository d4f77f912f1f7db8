package dev.weft.events;

/** The names of the topics: what each holds, under which key, is in {@code schemas/README.md}. */
public final class Topics {

    private final String prefix;

    public Topics(String prefix) {
        this.prefix = prefix;
    }

    /** Uploads, updates and deletions, by {@code tenant/mediaId}. */
    public String media() {
        return prefix + "media";
    }

    /** What towers said, by {@code tenant/mediaId#part}. */
    public String features() {
        return prefix + "features";
    }

    /** Vectors and deletions, by {@code tenant/mediaId}. */
    public String embeddings() {
        return prefix + "embeddings";
    }

    /** How far each item is, by {@code tenant/mediaId}. */
    public String status() {
        return prefix + "status";
    }

    /** What could not be processed, by the key it had. */
    public String deadLetters() {
        return prefix + "dlq";
    }

    /** Which dead letters were replayed, by {@code partition-offset} of the dead letter. */
    public String replays() {
        return prefix + "replays";
    }

    /** Versions of a space and their states, by {@code space@number}: a control topic of one partition, so that its records have one order. */
    public String releases() {
        return prefix + "releases";
    }

    /** Judgements of search results and pairs, by {@code tenant/queryId}. */
    public String feedback() {
        return prefix + "feedback";
    }

    /** Pairs to find negatives for, by the anchor's id; compacted, so that they can be mined again for another release. */
    public String anchors() {
        return prefix + "anchors";
    }

    /** A sample of what was found for anchors and what became of it, by the anchor's id. */
    public String neighbours() {
        return prefix + "neighbours";
    }

    /** Pairs and hard negatives to learn from, by the batch's id. */
    public String batches() {
        return prefix + "batches";
    }
}
