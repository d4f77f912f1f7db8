package dev.weft.inference.batching;

import ai.onnxruntime.OrtException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells failures for want of memory from others: fewer rows need less of it. */
final class MemoryShortage {

    /**
     * What ONNX Runtime says, whose error code is a plain failure: its arena ({@code bfc_arena.cc}: "Failed to allocate memory for requested
     * buffer of size", "Available memory of … is smaller than requested bytes"), the C++ library, CUDA and cuBLAS.
     */
    private static final String[] SIGNS = {
        "failed to allocate memory",
        "is smaller than requested bytes",
        "bad_alloc",
        "bad allocation",
        "out of memory",
        "cublas_status_alloc_failed"
    };

    private static final int MAX_CAUSES = 16;

    private MemoryShortage() {}

    /** Whether the failure or one of its causes is one for want of memory. */
    static boolean isIn(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof OutOfMemoryError || (cause instanceof OrtException && speaksOfMemory(cause))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean speaksOfMemory(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of(SIGNS).anyMatch(message::contains);
    }
}
