package dev.weft.evaluation.sets;

import java.time.Instant;

/**
 * An item of the catalog that sets are frozen from.
 *
 * @param createdAt when the item came
 */
public record CatalogItem(EvaluationItem item, Instant createdAt) {}
