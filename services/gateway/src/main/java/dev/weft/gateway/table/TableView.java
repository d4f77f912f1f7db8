package dev.weft.gateway.table;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The rows as the state stores hold them. Keys are {@code tenant/mediaId}. Safe for use by several threads. */
interface TableView {

    byte @Nullable [] media(String key);

    byte @Nullable [] status(String key);

    /** Goes through all media rows; the value is that of {@link #media}. */
    void forEachMedia(BiConsumer<String, byte[]> row);
}
