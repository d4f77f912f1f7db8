package dev.weft.benchmarks.rollout;

import dev.weft.benchmarks.Percentiles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a load, as a row of a table.
 *
 * @param command with which it began; empty where nothing was asked for
 */
record Stretch(String name, long fromNanos, long untilNanos, Optional<Command> command) {

    static final String HEADER =
            "| phase | queries | failed | mixed | p50 ms | p95 ms | p99 ms | first answer of the next release | last of the one before |\n"
                    + "|---|---|---|---|---|---|---|---|---|";

    /**
     * What was asked for at the beginning.
     *
     * @param before the release that answered until then
     * @param next the one that was to answer
     */
    record Command(String before, String next) {}

    /** @param mixture what is wrong with an answer */
    String row(List<Answer> all, Function<Answer, Optional<String>> mixture) {
        List<Answer> answers = all.stream()
                .filter(answer -> answer.dueNanos() >= fromNanos && answer.dueNanos() < untilNanos)
                .toList();
        List<Answer> answered =
                answers.stream().filter(answer -> answer.failure().isEmpty()).toList();
        Percentiles millis =
                Percentiles.of(answers.stream().mapToDouble(Answer::millis).toArray());
        return "| %s | %d | %d | %d | %.0f | %.0f | %.0f | %s | %s |"
                .formatted(
                        name,
                        answers.size(),
                        answers.size() - answered.size(),
                        answered.stream()
                                .filter(answer -> mixture.apply(answer).isPresent())
                                .count(),
                        millis.p50(),
                        millis.p95(),
                        millis.p99(),
                        command.map(asked -> after(answered.stream()
                                        .filter(answer -> answer.release().equals(asked.next()))
                                        .mapToLong(Answer::doneNanos)
                                        .min()
                                        .orElseThrow()))
                                .orElse("–"),
                        command.map(asked -> after(answered.stream()
                                        .filter(answer -> answer.release().equals(asked.before()))
                                        .mapToLong(Answer::doneNanos)
                                        .max()
                                        .orElse(fromNanos)))
                                .orElse("–"));
    }

    private String after(long nanos) {
        double millis = (nanos - fromNanos) / 1e6;
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }
}
