package dev.weft.evaluation.sets;

/**
 * A picture with its caption, as a set names it. The vectors are the caller's.
 *
 * @param id unique within a set
 * @param family whose variants are resampled together; the id itself where there are no variants
 * @param category may be empty: then no floor watches it
 * @param caption as written
 */
public record EvaluationItem(String id, String family, String category, String caption) {

    public EvaluationItem {
        if (id.isBlank() || family.isBlank()) {
            throw new IllegalArgumentException(
                    "an item must have an id and a family, got '" + id + "' and '" + family + "'");
        }
    }
}
