package dev.weft.gateway.releases;

import dev.weft.core.ReleaseId;
import dev.weft.inference.ReleaseHeads;
import java.util.Optional;

/**
 * Where a query goes.
 *
 * @param collection of the release, by its own name; empty while nothing is indexed
 * @param heads of the release
 */
public record Target(ReleaseId release, Optional<String> collection, ReleaseHeads heads) {}
