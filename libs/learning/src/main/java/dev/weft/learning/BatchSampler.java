package dev.weft.learning;

import dev.weft.learning.Batch.Drawn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws the batch of a step: mined clusters, replay, and the rest at random. A function of the seed and the step. */
record BatchSampler(TrainingData data, BatchOptions options, long seed) {

    Batch batch(int step) {
        SeededRandom random = new SeededRandom(seed, SeededRandom.Purpose.BATCH, step);
        boolean mining = step >= options.randomOnly();
        List<Drawn> replayed = new ArrayList<>();
        data.replay().ifPresent(set -> {
            int wanted = (int) Math.round(options.size() * options.replay());
            for (int place : random.distinct(wanted, set.pairs().size())) {
                replayed.add(new Drawn(set, set.pairs().get(place)));
            }
        });
        Set<Integer> places = new LinkedHashSet<>();
        if (mining) {
            addClusters(places, random);
        }
        int pairs = data.catalog().pairs().size();
        for (int place : random.distinct(Math.min(options.size(), pairs), pairs)) {
            if (places.size() + replayed.size() >= options.size()) {
                break;
            }
            places.add(place);
        }
        List<Drawn> first = new ArrayList<>();
        List<Drawn> others = new ArrayList<>();
        for (int place : places) {
            TrainingPair pair = data.catalog().pairs().get(place);
            boolean mined = mining && !pair.mined().isEmpty();
            (mined ? first : others).add(new Drawn(data.catalog(), pair));
        }
        int withMined = first.size();
        first.addAll(others);
        first.addAll(replayed);
        return new Batch(List.copyOf(first), withMined);
    }

    private void addClusters(Set<Integer> places, SeededRandom random) {
        int wanted = (int) Math.round(options.size() * options.mined());
        int clusters = data.clusters().size();
        for (int cluster : random.distinct(clusters, clusters)) {
            for (int place : data.clusters().get(cluster)) {
                if (places.size() >= wanted) {
                    return;
                }
                places.add(place);
            }
        }
    }
}
