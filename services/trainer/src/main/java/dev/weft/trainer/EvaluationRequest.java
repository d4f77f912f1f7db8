package dev.weft.trainer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.ReleaseId;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which releases to measure.
 *
 * @param release empty for the live one
 * @param against to compare with
 */
record EvaluationRequest(Optional<ReleaseId> release, Optional<ReleaseId> against) {

    private static final int MAX_BYTES = 4096;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Body(@Nullable String release, @Nullable String against) {}

    /** @throws ProblemException if it is no such request, with the reason */
    static EvaluationRequest read(InputStream stream) {
        try {
            byte[] bytes = stream.readNBytes(MAX_BYTES);
            Body body = bytes.length == 0 ? new Body(null, null) : JSON.readValue(bytes, Body.class);
            return body == null
                    ? new EvaluationRequest(Optional.empty(), Optional.empty())
                    : new EvaluationRequest(id(body.release()), id(body.against()));
        } catch (JacksonException e) {
            throw malformed("the body must be an object with release and against at most");
        } catch (IOException e) {
            throw malformed("the request ends too early");
        }
    }

    private static Optional<ReleaseId> id(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(ReleaseId::parse);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(StandardReason.MALFORMED_REQUEST, detail);
    }
}
