package dev.weft.learning;

import java.util.List;
import java.util.Optional;

/**
 * What a round learns from.
 *
 * @param catalog pairs of the catalog
 * @param clusters mutually hard pairs, by their places in the catalog's pairs; empty for random batches
 * @param replay general pairs against forgetting
 */
public record TrainingData(PairSet catalog, List<List<Integer>> clusters, Optional<PairSet> replay) {

    public TrainingData {
        clusters = clusters.stream().map(List::copyOf).toList();
        for (List<Integer> cluster : clusters) {
            for (int place : cluster) {
                if (place < 0 || place >= catalog.pairs().size()) {
                    throw new IllegalArgumentException(
                            "a cluster's pairs must be 0 to " + (catalog.pairs().size() - 1) + ", got " + place);
                }
            }
        }
        replay.ifPresent(set -> {
            requireLike("left", catalog.left(), set.left());
            requireLike("right", catalog.right(), set.right());
        });
    }

    /** Random batches of the catalog. */
    public static TrainingData of(PairSet catalog) {
        return new TrainingData(catalog, List.of(), Optional.empty());
    }

    public TrainingData withReplay(PairSet pairs) {
        return new TrainingData(catalog, clusters, Optional.of(pairs));
    }

    public TrainingData withClusters(List<List<Integer>> mined) {
        return new TrainingData(catalog, mined, replay);
    }

    private static void requireLike(String which, Side catalog, Side replay) {
        if (catalog.modality() != replay.modality()
                || catalog.features().dimension() != replay.features().dimension()
                || catalog.base().isPresent() != replay.base().isPresent()) {
            throw new IllegalArgumentException("the replay's " + which + " side must be like the catalog's: "
                    + catalog.modality() + " of " + catalog.features().dimension() + " dimensions, got "
                    + replay.modality() + " of " + replay.features().dimension());
        }
    }
}
