package dev.weft.preparation;

import dev.weft.core.Part;
import dev.weft.inference.TowerInput;

/**
 * A part on the way into its tower.
 *
 * @param <T> what is known of contents that need no tower
 */
public sealed interface PreparedPart<T> {

    Part part();

    ContentKey contentKey();

    /** Its tower still has to run. */
    record Pending<T>(Part part, ContentKey contentKey, TowerInput input) implements PreparedPart<T> {}

    /** The same content went through the tower before. */
    record Known<T>(Part part, ContentKey contentKey, T vectors) implements PreparedPart<T> {}
}
