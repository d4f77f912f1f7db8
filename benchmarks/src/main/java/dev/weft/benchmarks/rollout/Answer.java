package dev.weft.benchmarks.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a query.
 *
 * @param dueNanos when it was to be sent, in {@link System#nanoTime()}
 * @param doneNanos when its answer was read
 * @param release that the answer names; empty if it failed
 * @param failure what came instead of an answer
 */
record Answer(
        String text, long dueNanos, long doneNanos, String release, List<FoundItem> hits, Optional<String> failure) {

    /** @param score as the answer has it */
    record FoundItem(String id, String part, String release, double score) {}

    Answer {
        hits = List.copyOf(hits);
    }

    static Answer of(String text, long dueNanos, long doneNanos, JsonNode body) {
        List<FoundItem> hits = new ArrayList<>();
        for (JsonNode hit : body.path("hits")) {
            hits.add(new FoundItem(
                    hit.path("id").asText(),
                    hit.path("part").asText(),
                    hit.path("release").asText(),
                    hit.path("score").asDouble()));
        }
        return new Answer(text, dueNanos, doneNanos, body.path("release").asText(), hits, Optional.empty());
    }

    static Answer failed(String text, long dueNanos, long doneNanos, String why) {
        return new Answer(text, dueNanos, doneNanos, "", List.of(), Optional.of(why));
    }

    /** From when it was due: one that had to wait for others is as late for whoever asked. */
    double millis() {
        return (doneNanos - dueNanos) / 1e6;
    }
}
