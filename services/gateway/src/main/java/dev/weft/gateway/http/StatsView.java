package dev.weft.gateway.http;

import dev.weft.gateway.table.StateCounts;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many items are in each state now, and how many rows the live collection has. */
@Schema(name = "Stats")
public record StatsView(StateCounts media, IndexView index) {

    /** @param rows one per searchable part */
    @Schema(name = "Index")
    public record IndexView(String release, String collection, long rows) {}
}
