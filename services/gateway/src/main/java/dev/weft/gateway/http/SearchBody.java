package dev.weft.gateway.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON of a search, for the OpenAPI document: bodies are read strictly, by hand. */
@Schema(name = "Search", description = "Exactly one of text, image, audio and mediaId")
record SearchBody(
        String text,
        @Schema(description = "a data: URI with base64") String image,

        @Schema(description = "a data: URI with base64; its beginning is searched with")
        String audio,

        @Schema(description = "more like this item, which is left out itself")
        String mediaId,

        @Schema(minimum = "1", maximum = "1000", defaultValue = "10")
        int k,

        @Schema(description = "which parts to search; all when absent")
        List<String> modalities,

        @Schema(description = "eq, in, range, and, or, not") Map<String, Object> filter,

        @Schema(description = "the release to search, such as catalog@2; the live one when absent")
        String release) {}
