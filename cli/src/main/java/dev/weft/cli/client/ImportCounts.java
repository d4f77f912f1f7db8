package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How far an import has come, by the gateway's count. Counts are cumulative: a searchable item was accepted and embedded before.
 *
 * @param accepted items that differ from what was there, each once
 * @param unchanged items put again that were there already
 */
public record ImportCounts(long accepted, long unchanged, long embedded, long searchable, long failed) {

    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);

    static ImportCounts of(JsonNode answer) {
        return new ImportCounts(
                answer.path("accepted").asLong(),
                answer.path("unchanged").asLong(),
                answer.path("embedded").asLong(),
                answer.path("searchable").asLong(),
                answer.path("failed").asLong());
    }
}
