package dev.weft.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.http.ProblemBody;
import dev.weft.http.ProblemReason;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem detail.
 *
 * @param reason the word of a {@link Reason}
 * @param error only for OpenAI's clients
 * @param errorCode only in the registry API, whose clients look for it, together with {@code message}
 */
@Schema(name = "Problem", description = "RFC 9457 problem details; program against `reason`.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Schema(examples = "urn:weft:problem:invalid_k") String type,

        @Schema(examples = "The number of hits is out of range")
        String title,

        @Schema(examples = "400") int status,
        @Schema(examples = "k must be 1 to 1000, got 0") String detail,
        @Schema(examples = "/v1/search") String instance,
        @Schema(examples = "invalid_k") String reason,

        @Schema(hidden = true) @Nullable OpenAiError error,

        @Schema(hidden = true) @JsonProperty("error_code") @Nullable
        Integer errorCode,

        @Schema(hidden = true) @Nullable String message) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = ProblemBody.MEDIA_TYPE;

    public static Problem of(ProblemReason reason, String detail, String instance) {
        return new Problem(
                reason.type(),
                reason.title(),
                reason.status(),
                detail,
                instance,
                reason.word(),
                OpenAiError.of(reason, detail, instance),
                null,
                null);
    }

    Problem withErrorCode(int code) {
        return new Problem(type, title, status, detail, instance, reason, error, code, detail);
    }
}
