package dev.weft.core;

import java.time.Instant;
import java.util.List;

/**
 * Pairs to learn from, with hard negatives found in the live index: the value of the {@code batches} topic. Every part in it is of a family of the
 * split {@link Split#TRAIN}: a batch that breaks this can't be made.
 *
 * @param release of the index that was asked
 * @param snapshotAt when the index was asked
 * @param configHash of the miner's configuration
 * @param masks pairs that may not be each other's negatives, such as duplicates
 */
public record ContrastiveBatch(
        String id,
        ReleaseId release,
        Instant snapshotAt,
        Sha256 configHash,
        List<Pair> pairs,
        List<Negative> negatives,
        List<Mask> masks) {

    public ContrastiveBatch {
        Names.requireId("batch id", id);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("a batch must have a pair, got none in " + id);
        }
        pairs = List.copyOf(pairs);
        negatives = List.copyOf(negatives);
        masks = List.copyOf(masks);
        for (Negative negative : negatives) {
            requirePair(negative.pair(), pairs.size(), id);
        }
        for (Mask mask : masks) {
            requirePair(mask.first(), pairs.size(), id);
            requirePair(mask.second(), pairs.size(), id);
        }
    }

    private static void requirePair(int index, int pairs, String id) {
        if (index < 0 || index >= pairs) {
            throw new IllegalArgumentException("batch " + id + " has " + pairs + " pairs and names one at " + index);
        }
    }

    /**
     * @param media the picture or the sound
     * @param modality of that part, not text
     * @param weight how much it counts, above 0 and up to 1
     * @param cluster pairs of one cluster are hard for each other
     */
    public record Pair(PartKey media, Modality modality, TextSide text, String family, float weight, int cluster) {
        public Pair {
            Names.requireTrain(family, media);
            if (modality == Modality.TEXT) {
                throw new IllegalArgumentException("a pair's media part must not be a text, got one at " + media);
            }
            // Written so that NaN fails too.
            if (!(weight > 0 && weight <= 1)) {
                throw new IllegalArgumentException(
                        "a pair's weight must be above 0 and up to 1, got " + weight + " at " + media);
            }
        }
    }

    /** What a pair's media part is paired with. */
    public sealed interface TextSide {

        /** A caption: its feature is on the features topic. */
        record Caption(PartKey part) implements TextSide {}

        /** The text of a query that feedback confirmed: no tower has seen it yet. */
        record QueryText(String text) implements TextSide {
            public QueryText {
                if (text.isBlank()) {
                    throw new IllegalArgumentException("a pair's query must not be blank");
                }
            }
        }
    }

    /**
     * @param pair the index of the pair that it belongs to
     * @param modality text: it is set against the pair's media part; any other: against its text
     * @param weight how much it counts, positive
     */
    public record Negative(int pair, PartKey part, Modality modality, String family, float weight, Source source) {
        public Negative {
            Names.requireTrain(family, part);
            if (!(weight > 0 && Float.isFinite(weight))) {
                throw new IllegalArgumentException(
                        "a negative's weight must be positive, got " + weight + " at " + part);
            }
        }
    }

    /** Where a negative was found. */
    public enum Source {
        LOOKS_ALIKE,
        READS_ALIKE,
        BM25,
        FEEDBACK
    }

    /** Two pairs, by index, the first less than the second. */
    public record Mask(int first, int second) {
        public Mask {
            if (first >= second) {
                throw new IllegalArgumentException(
                        "a mask's first pair must be before its second, got " + first + ", " + second);
            }
        }
    }
}
