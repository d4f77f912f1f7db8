package dev.weft.gateway.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.gateway.table.Written;
import dev.weft.http.ProblemReason;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a line of a batch. */
@Schema(name = "BatchLine")
public record BatchLine(
        int line,
        @Nullable String id,
        int status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String detail) {

    static BatchLine of(int line, Written written) {
        return new BatchLine(
                line,
                written.known().key().id().value(),
                written.change() == Written.Change.ACCEPTED ? 202 : 200,
                MediaView.word(written.known().state()),
                written.known().version(),
                null,
                null);
    }

    static BatchLine failed(int line, @Nullable String id, ProblemReason reason, String detail) {
        return new BatchLine(line, id, reason.status(), null, null, reason.word(), detail);
    }
}
