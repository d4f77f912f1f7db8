package dev.weft.core;

import java.util.Locale;

/**
 * What an item's family may be used for in the learning loop. The split is a function of the family alone, so that all
 * variants of a product fall into the same one and every service, in every run, comes to the same answer without asking.
 *
 * <p>The live index holds items of every split: a miner or a trainer that doesn't filter by split learns from what the
 * gate will judge it on.
 */
public enum Split {
    /** Heads learn from it: 90 in 100 families. */
    TRAIN(90),
    /** Thresholds and calibrators are fitted on it: 4 in 100. */
    CALIBRATION(4),
    /** The gate judges candidates on it: 4 in 100. */
    GATE(4),
    /** Looked at by people only, so that one judgement is never tuned against: 2 in 100. */
    SEALED(2);

    private static final int BUCKETS = 100;
    private static final int HEX_DIGITS_OF_THE_BUCKET = 8;

    private final int buckets;

    Split(int buckets) {
        this.buckets = buckets;
    }

    /** The split of a family: the first 32 bits of the SHA-256 of its name in UTF-8, unsigned, modulo 100. */
    public static Split of(String family) {
        String head = Sha256.ofText(family).hex().substring(0, HEX_DIGITS_OF_THE_BUCKET);
        int bucket = (int) (Long.parseLong(head, 16) % BUCKETS);
        int upper = 0;
        for (Split split : values()) {
            upper += split.buckets;
            if (bucket < upper) {
                return split;
            }
        }
        throw new IllegalStateException("the splits must cover all " + BUCKETS + " buckets, got " + upper);
    }

    /** The lower-case name used in JSON and in stored rows. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
