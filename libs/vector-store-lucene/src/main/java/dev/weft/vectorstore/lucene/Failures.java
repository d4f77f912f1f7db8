package dev.weft.vectorstore.lucene;

import dev.weft.vectorstore.StoreExhaustedException;
import dev.weft.vectorstore.VectorStoreException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a failure of Lucene or of the disk in the store's words. */
final class Failures {

    /** What Linux and macOS, quotas and Windows say: Java has no exception of its own for a full disk. */
    private static final List<String> DISK_IS_FULL =
            List.of("no space left on device", "disk quota exceeded", "not enough space on the disk");

    /** Chains of causes may be circular. */
    private static final int MAX_CAUSES = 20;

    private Failures() {}

    static VectorStoreException of(String what, Exception cause) {
        return isDiskFull(cause)
                ? new StoreExhaustedException("could not " + what + ", the disk is full: make room on it", cause)
                : new VectorStoreException("could not " + what + ": " + cause.getMessage(), cause);
    }

    /** Whether it is, or was caused by, a write for which the disk had no room. */
    static boolean isDiskFull(@Nullable Throwable error) {
        return Stream.<Throwable>iterate(error, next -> next != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(IOException.class::isInstance)
                .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(message -> DISK_IS_FULL.stream().anyMatch(message::contains));
    }
}
