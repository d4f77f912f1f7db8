package dev.weft.gateway.http;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON of a judgement; for the description only: it is read by hand, so that every mistake has its sentence. */
@Schema(
        name = "Feedback",
        type = SchemaType.OBJECT,
        description = "What somebody says of an item as an answer to exactly one of text and likeMediaId")
record FeedbackBody(
        @Schema(description = "The queryId of the search that showed it; the same one, item and label count once")
        @Nullable
        String queryId,

        @Schema(
                required = true,
                enumeration = {"clicked", "not_relevant", "pair"},
                description = "clicked: chosen from the result; not_relevant: doesn't fit; pair: belongs together")
        String label,

        @Schema(description = "The text that was asked") @Nullable
        String text,

        @Schema(description = "The item that was asked with") @Nullable
        String likeMediaId,

        @Schema(required = true, description = "The item that is judged")
        String mediaId,

        @Schema(description = "The release that gave the result") @Nullable
        String release,

        @Schema(description = "Which application or person says so, up to 128 characters") @Nullable
        String source) {}
