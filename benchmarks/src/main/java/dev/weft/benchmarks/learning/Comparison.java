package dev.weft.benchmarks.learning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Function;

/**
 * What was measured, beside an independent trainer's figures.
 *
 * @param rounds of the mean of each round's heads
 * @param seeds of the heads by themselves
 * @param figures of the independent trainer
 */
record Comparison(List<Scores> rounds, List<Scores> seeds, JsonNode figures) {

    private static final int THEIR_SEEDS = 3;

    /**
     * Prints R@10: ours, and their base, and the mean and the best of their seeds.
     *
     * @param set as they call it
     * @param direction {@code t2i} or {@code i2t}
     */
    void print(String what, Function<Scores, Answers> answers, String set, String direction) {
        double best = 0;
        double sum = 0;
        for (int seed = 0; seed < THEIR_SEEDS; seed++) {
            double figure = figures.at(
                            "/finetuned_seed" + seed + "/with_replay_of_general_pairs/" + set + "/" + direction + "/10")
                    .asDouble();
            best = Math.max(best, figure);
            sum += figure;
        }
        System.out.printf(
                "%-24s R@10 %.1f (mean of %d rounds; their seeds by themselves %.1f); independent trainer: base %.1f, mean %.1f, best %.1f%n",
                what,
                mean(rounds, answers),
                rounds.size(),
                mean(seeds, answers),
                figures.at("/base/" + set + "/" + direction + "/10").asDouble(),
                sum / THEIR_SEEDS,
                best);
    }

    private static double mean(List<Scores> scores, Function<Scores, Answers> answers) {
        return scores.stream()
                .mapToDouble(score -> answers.apply(score).recall(10))
                .average()
                .orElseThrow();
    }
}
