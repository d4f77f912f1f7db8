package dev.weft.cli.imports;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * A moment of an import.
 *
 * @param total entries of the catalog; empty while they are still being counted
 * @param uploaded entries that the gateway has answered for, or that could not be sent
 * @param settled entries about which nothing more will happen: searchable, unchanged or failed
 * @param failed of those, the failed ones
 */
public record ImportProgress(OptionalLong total, long uploaded, long settled, long failed, Duration elapsed) {}
