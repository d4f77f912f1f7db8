package dev.weft.preparation;

import dev.weft.core.Refusal;
import java.util.List;

/** What preparation made of an item. */
public sealed interface PreparedItem<T> {

    /** All its parts can go to their towers. There is at least one. */
    record Ready<T>(List<PreparedPart<T>> parts) implements PreparedItem<T> {
        public Ready {
            parts = List.copyOf(parts);
        }
    }

    /** Something is wrong with the item itself, which no other try would change. */
    record Refused<T>(Refusal refusal) implements PreparedItem<T> {}
}
