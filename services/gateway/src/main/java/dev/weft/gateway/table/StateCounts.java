package dev.weft.gateway.table;

/** How many items are in each state now. */
public record StateCounts(long accepted, long embedded, long searchable, long failed, long deleted) {}
