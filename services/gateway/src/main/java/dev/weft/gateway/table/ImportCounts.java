package dev.weft.gateway.table;

import java.time.Instant;

/**
 * How far the items of an import are. Cumulative: a searchable item was embedded before.
 *
 * @param accepted items whose newest version came with the import
 * @param updatedAt the newest time at which anything of it changed
 */
public record ImportCounts(long accepted, long embedded, long searchable, long failed, Instant updatedAt) {}
