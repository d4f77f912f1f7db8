package dev.weft.evaluation.report;

import org.jspecify.annotations.Nullable;

/**
 * An item as an example shows it.
 *
 * @param imageUrl where a browser finds the picture; null where there is none to show
 */
public record Hit(String id, String caption, @Nullable String imageUrl) {}
