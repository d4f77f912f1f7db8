package dev.weft.mining.negatives;

import dev.weft.core.Sha256;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How negatives are looked for. Two miners with equal settings find the same in the same index; {@link #hash()} is written on every batch.
 *
 * @param hits how many each search gives, positive
 * @param ranks from which place of a search on, counted from 1, a hit may be a negative: the first ones are often right answers that nobody
 *     marked; 5 for clean data, 30 where there are many duplicates
 * @param margin by how much a negative's logit must lie below the positive's, not negative
 * @param ratio above which part of a perfect cosine two parts of one modality count as the same, 0 to 1 (NV-Retriever, arXiv 2407.15831)
 * @param hashDistance up to how many of 64 bits two pictures' perceptual hashes may differ to count as the same picture
 * @param low quantile of random pairs up to which two parts count as different
 * @param high quantile of random pairs from which on two parts count as alike, above {@code low}
 * @param perDirection how many negatives are drawn for a pair's media, and as many for its text, positive
 * @param confusables how many captions that share words with the pair's are looked at beside the hits, not negative
 * @param density how sharply draws prefer logits near the positive's (SimANS, arXiv 2210.11773, the parameter a), not negative
 * @param poorWeight of a pair whose caption is poor, above 0 and up to 1
 * @param without names of filters that are left out; those that keep the splits apart can't be
 */
public record MiningSettings(
        int hits,
        int ranks,
        double margin,
        double ratio,
        int hashDistance,
        double low,
        double high,
        int perDirection,
        int confusables,
        double density,
        float poorWeight,
        Set<String> without) {

    public MiningSettings {
        if (hits < 1 || ranks < 1 || ranks > hits) {
            throw new IllegalArgumentException(
                    "hits must be positive and ranks from 1 to that, got " + hits + " and " + ranks);
        }
        if (!(margin >= 0) || !(density >= 0) || !(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException(
                    "margin and density must not be negative and ratio above 0 and up to 1, got " + margin + ", "
                            + density + " and " + ratio);
        }
        if (!(low > 0 && low < high && high < 1)) {
            throw new IllegalArgumentException(
                    "quantiles must be between 0 and 1, the low one below the high one, got " + low + " and " + high);
        }
        if (hashDistance < 0 || hashDistance > Long.SIZE || perDirection < 1 || confusables < 0) {
            throw new IllegalArgumentException(
                    "hashDistance must be 0 to 64, perDirection positive and confusables not negative, got "
                            + List.of(hashDistance, perDirection, confusables));
        }
        if (!(poorWeight > 0 && poorWeight <= 1)) {
            throw new IllegalArgumentException("poorWeight must be above 0 and up to 1, got " + poorWeight);
        }
        without = Set.copyOf(without);
        if (!Filters.OPTIONAL.containsAll(without)) {
            throw new IllegalArgumentException(
                    "filters that can be left out are " + Filters.OPTIONAL + ", got " + without);
        }
    }

    /** Starting points with sources: see docs/mining.md. */
    public static MiningSettings defaults() {
        return new MiningSettings(100, 5, 0.5, 0.95, 6, 0.90, 0.99, 4, 10, 0.5, 0.2f, Set.of());
    }

    public MiningSettings without(Set<String> filters) {
        return new MiningSettings(
                hits,
                ranks,
                margin,
                ratio,
                hashDistance,
                low,
                high,
                perDirection,
                confusables,
                density,
                poorWeight,
                filters);
    }

    /** The names of the filters that may be left out. */
    public static Set<String> optionalFilters() {
        return Filters.OPTIONAL;
    }

    /** Of all values; the same in every process. */
    public Sha256 hash() {
        return Sha256.ofText(List.of(
                        hits,
                        ranks,
                        margin,
                        ratio,
                        hashDistance,
                        low,
                        high,
                        perDirection,
                        confusables,
                        density,
                        poorWeight,
                        new TreeSet<>(without))
                .toString());
    }
}
