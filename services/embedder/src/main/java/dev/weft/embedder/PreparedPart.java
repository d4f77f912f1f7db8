package dev.weft.embedder;

import dev.weft.core.Part;
import dev.weft.inference.TowerInput;

/** A part on the way into its tower. */
sealed interface PreparedPart {

    Part part();

    ContentKey contentKey();

    /** Its tower still has to run. */
    record Pending(Part part, ContentKey contentKey, TowerInput input) implements PreparedPart {}

    /** The same content went through the tower a moment ago. */
    record Known(Part part, ContentKey contentKey, PartVectors vectors) implements PreparedPart {}
}
