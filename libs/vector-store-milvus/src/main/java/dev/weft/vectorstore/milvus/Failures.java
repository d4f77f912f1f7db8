package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.StoreExhaustedException;
import dev.weft.vectorstore.VectorStoreException;
import io.milvus.shaded.io.grpc.Status;
import io.milvus.shaded.io.grpc.StatusRuntimeException;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;
import java.util.Locale;
import java.util.Set;

/**
 * Tells an error of the server or the SDK in the store's words, by its code and not by its text.
 *
 * <p>Servers since 2.3 send a code of the list in Milvus's {@code pkg/util/merr}; older ones, and some paths of newer ones, one of the enum
 * {@code ErrorCode} in {@code common.proto}. The lists overlap, so the older one counts only where the newer is absent. Whatever is not listed here
 * may pass: nothing of the server's is taken for a bad row unless it says so itself, of a write.
 */
final class Failures {

    /** Memory, disk and quota used up; too many collections or databases. */
    private static final Set<Integer> EXHAUSTED = Set.of(3, 7, 9, 102, 801);

    /** ForceDeny, InsufficientMemoryToLoad, MemoryQuotaExhausted, DiskQuotaExhausted, OutOfMemory. */
    private static final Set<Integer> EXHAUSTED_BEFORE_2_3 = Set.of(48, 52, 53, 54, 24);

    /** Collection not found, not loaded, not fully loaded. */
    private static final Set<Integer> STALE = Set.of(100, 101, 103);

    /** CollectionNotExists, CollectionNameNotFound. */
    private static final Set<Integer> STALE_BEFORE_2_3 = Set.of(4, 28);

    /** Parameter invalid, missing, too large. */
    private static final Set<Integer> INVALID = Set.of(1100, 1101, 1102);

    /** IllegalArgument, IllegalDimension, IllegalRowRecord, IllegalVectorID. */
    private static final Set<Integer> INVALID_BEFORE_2_3 = Set.of(5, 7, 11, 12);

    /** From here on numbers mean what the newer list says; milvus-lite sends them as older ones as well. */
    private static final int FIRST_OF_NEWER_ONLY = 100;

    /** What a call was for. */
    enum Purpose {
        /** Rows were sent: the server may refuse one. */
        WRITE,
        /** Anything else: if the server calls it invalid, this library or its configuration is wrong, and no row is. */
        OTHER
    }

    private Failures() {}

    static RuntimeException of(String what, Purpose purpose, RuntimeException thrown) {
        Throwable cause =
                thrown instanceof MilvusClientException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof StatusRuntimeException status) {
            return transport(what, status);
        }
        if (thrown instanceof MilvusClientException client && client.getErrorCode() == ErrorCode.SERVER_ERROR) {
            return server(what, purpose, client);
        }
        if (cause instanceof IllegalArgumentException) {
            // The SDK asks its enum for the number of a code that the enum lacks, and the code is lost.
            return new StaleCollectionException(
                    "could not " + what + ": the server answered with an error code that the Milvus SDK can't read"
                            + " (its log has the reason)",
                    thrown);
        }
        return new VectorStoreException("could not " + what + ": " + cause, thrown);
    }

    private static RuntimeException transport(String what, StatusRuntimeException thrown) {
        Status status = thrown.getStatus();
        String message = "could not " + what + ": " + status.getCode() + ", " + status.getDescription();
        return switch (status.getCode()) {
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                new VectorStoreException(message + "; check the store's token or user and password", thrown);
            case RESOURCE_EXHAUSTED ->
                tooLarge(status)
                        ? new StoreExhaustedException(
                                message + "; set the store's option max_request_bytes below the server's limit", thrown)
                        : new VectorStoreException(message, thrown);
            default -> new VectorStoreException(message, thrown);
        };
    }

    /** gRPC has one code for a message over the limit and for a server that wants less of us. */
    private static boolean tooLarge(Status status) {
        String description = String.valueOf(status.getDescription()).toLowerCase(Locale.ROOT);
        return description.contains("larger than max") || description.contains("exceeds maximum");
    }

    private static RuntimeException server(String what, Purpose purpose, MilvusClientException thrown) {
        int code = thrown.getServerErrCode();
        int older = thrown.getLegacyServerCode();
        // The SDK puts the older code in the place of the newer where the server sends none.
        boolean onlyOlder = code == older && code < FIRST_OF_NEWER_ONLY;
        String message = "could not " + what + ": the server's error " + code + ", " + thrown.getMessage();
        if (in(code, EXHAUSTED, EXHAUSTED_BEFORE_2_3, onlyOlder)) {
            return new StoreExhaustedException(message, thrown);
        }
        if (in(code, STALE, STALE_BEFORE_2_3, onlyOlder)) {
            return new StaleCollectionException(message, thrown);
        }
        if (purpose == Purpose.WRITE && in(code, INVALID, INVALID_BEFORE_2_3, onlyOlder)) {
            return new IllegalArgumentException(message, thrown);
        }
        return new VectorStoreException(message, thrown);
    }

    private static boolean in(int code, Set<Integer> newer, Set<Integer> older, boolean onlyOlder) {
        return (onlyOlder ? older : newer).contains(code);
    }
}
