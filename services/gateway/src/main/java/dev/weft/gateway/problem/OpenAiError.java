package dev.weft.gateway.problem;

import dev.weft.http.ProblemReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem as OpenAI's clients look for it, in the member {@code error} of the same document.
 *
 * @param code the word of the {@link ProblemReason}
 * @param param the field of the request, where there is one to name
 */
public record OpenAiError(
        String message, String type, @Nullable String param, String code) {

    private static final List<String> SPOKEN_AT = List.of("/v1/embeddings", "/v1/models");
    private static final int SERVER_ERRORS = 500;

    /** The error, if the path is one that OpenAI's clients ask. */
    static @Nullable OpenAiError of(ProblemReason reason, String detail, String path) {
        if (SPOKEN_AT.stream().noneMatch(path::startsWith)) {
            return null;
        }
        String type = reason.status() < SERVER_ERRORS ? "invalid_request_error" : "server_error";
        return new OpenAiError(detail, type, param(reason), reason.word());
    }

    private static @Nullable String param(ProblemReason reason) {
        return switch (reason) {
            case Reason.UNSUPPORTED_DIMENSIONS -> "dimensions";
            case Reason.UNKNOWN_MODEL -> "model";
            case Reason.TOO_MANY_INPUTS -> "input";
            default -> null;
        };
    }
}
