package dev.weft.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.cli.client.LoopFollower;
import dev.weft.cli.client.LoopFollower.Step;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows how far the loop is: a line for each phase, redrawn in place on a terminal, told every few seconds elsewhere. For use by one thread. */
public final class LoopProgress implements LoopFollower.Listener {

    private static final Duration LINE_EVERY = Duration.ofSeconds(3);
    private static final int SHOWN_FILTERS = 3;

    private final Terminal terminal;
    private String phase = "";
    private String line = "";
    private String told = "";
    private long toldNanos;

    public LoopProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void at(Step step, JsonNode state) {
        String next = switch (step) {
            case MINING, LEARNING -> state.path("phase").asText();
            case ROLLOUT -> state.path("state").asText();
        };
        if (next.equals("ended") || !next.equals(phase)) {
            finish();
            phase = next;
        }
        if (!next.equals("ended")) {
            line = String.format(Locale.ROOT, "%-9s ", title(step, next)) + text(step, state);
            show();
        } else if (step == Step.MINING) {
            line = String.format(Locale.ROOT, "%-9s ", title(step, next)) + mined(state);
            finish();
        }
    }

    /** Leaves the last state standing and starts a new line. */
    public void finish() {
        if (!line.isEmpty()) {
            if (terminal.errIsTerminal()) {
                terminal.err().println("\r" + fitted() + "\u001b[K");
            } else if (!line.equals(told)) {
                terminal.err().println(line);
            }
            line = "";
            told = "";
        }
    }

    private void show() {
        if (terminal.errIsTerminal()) {
            terminal.err().print("\r" + fitted() + "\u001b[K");
            terminal.err().flush();
        } else if (!line.equals(told) && System.nanoTime() - toldNanos > LINE_EVERY.toNanos()) {
            toldNanos = System.nanoTime();
            told = line;
            terminal.err().println(line);
        }
    }

    private String fitted() {
        return Terminal.clipped(line, terminal.columns() - 1);
    }

    private static String title(Step step, String phase) {
        return switch (step) {
            case MINING -> "Mining";
            case LEARNING -> phase.equals("judging") ? "Judging" : "Learning";
            case ROLLOUT -> "Release";
        };
    }

    private String text(Step step, JsonNode state) {
        return switch (step) {
            case MINING -> mining(state);
            case LEARNING -> learning(state);
            case ROLLOUT -> release(state);
        };
    }

    private String mining(JsonNode round) {
        String trouble = round.has("problem") && round.path("phase").asText().equals("mining")
                ? "  waiting: " + Terminal.printable(round.path("problem").asText())
                : "";
        return switch (round.path("phase").asText()) {
            case "mining" -> share(searched(round), round.path("anchors").asLong()) + mined(round) + trouble;
            case "joining" ->
                String.format(
                        Locale.ROOT,
                        "joining pictures and captions: %,d pairs of families for training so far",
                        round.path("anchors").asLong());
            default -> "starting the miner";
        };
    }

    /** Pairs are done by the pool; within one, how many were searched for tells more. */
    private static long searched(JsonNode round) {
        long pairs =
                Math.min(round.path("pairs").asLong(), round.path("anchors").asLong());
        return Math.max(round.path("done").asLong(), pairs);
    }

    private static String mined(JsonNode round) {
        long dropped = 0;
        for (JsonNode count : round.path("dropped")) {
            dropped += count.asLong();
        }
        return String.format(
                Locale.ROOT,
                "%,d of %,d pairs, %,d hard negatives kept, %,d candidates dropped%s",
                searched(round),
                round.path("anchors").asLong(),
                round.path("negatives").asLong(),
                dropped,
                mostFrequent(round.path("dropped")));
    }

    private static String mostFrequent(JsonNode dropped) {
        String filters = dropped.properties().stream()
                .sorted((a, b) ->
                        Long.compare(b.getValue().asLong(), a.getValue().asLong()))
                .limit(SHOWN_FILTERS)
                .map((Map.Entry<String, JsonNode> each) -> String.format(
                        Locale.ROOT,
                        "%s %,d",
                        Terminal.printable(each.getKey()),
                        each.getValue().asLong()))
                .collect(Collectors.joining(", "));
        return filters.isEmpty() ? "" : " (" + filters + ")";
    }

    private String learning(JsonNode round) {
        return switch (round.path("phase").asText()) {
            case "learning" -> {
                long perSeed = Math.max(1, round.path("steps").asLong());
                long steps = Math.max(0, round.path("seed").asLong() - 1) * perSeed
                        + round.path("step").asLong();
                String recall = round.has("validation")
                        ? String.format(
                                Locale.ROOT,
                                ", calibration recall %.1f %%",
                                100 * round.path("validation").asDouble())
                        : "";
                yield share(steps, perSeed * round.path("seeds").asLong())
                        + String.format(
                                Locale.ROOT,
                                "seed %d of %d, step %d of %d, loss %.3f%s",
                                round.path("seed").asInt(),
                                round.path("seeds").asInt(),
                                round.path("step").asInt(),
                                perSeed,
                                round.path("loss").asDouble(),
                                recall);
            }
            case "judging" -> "before and after on families that nothing was learnt from, and on a guard set";
            default -> "reading the features of the catalog, and general pairs against forgetting";
        };
    }

    private String release(JsonNode release) {
        long total = release.path("total").asLong();
        String state = release.path("state").asText();
        String progress = total > 0 && state.equals("backfilling")
                ? share(release.path("done").asLong(), total)
                        + String.format(
                                Locale.ROOT,
                                "%,d of %,d items, ",
                                release.path("done").asLong(),
                                total)
                : "";
        return progress + Terminal.printable(release.path("id").asText()) + " is " + Terminal.printable(state);
    }

    private String share(long done, long total) {
        if (total == 0) {
            return "";
        }
        double share = Math.min(1, done / (double) total);
        return (terminal.errIsTerminal() ? ProgressBar.bar(share) + " " : "")
                + String.format(Locale.ROOT, "%3d %%  ", (int) (share * 100));
    }
}
