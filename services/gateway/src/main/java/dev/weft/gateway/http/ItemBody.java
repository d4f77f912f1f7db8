package dev.weft.gateway.http;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON of an upload, for the OpenAPI document: bodies are read strictly, by hand. */
@Schema(name = "MediaItem", description = "A picture or a caption, or both; everything else is optional")
record ItemBody(
        @Schema(description = "1 to 128 characters of A-Z a-z 0-9 . _ ~ -; made when absent")
        String id,

        @Schema(
                description =
                        "a data: URI with base64, object:///… as the object store has given it out, or, where fetching is on, an http or https URL")
        String uri,

        @Schema(description = "up to 64 KiB of UTF-8") String caption,

        @Schema(description = "variants of one product share it; the id when absent")
        String family,

        List<String> tags,

        @Schema(description = "strings, finite numbers, booleans, arrays of strings")
        Map<String, Object> attributes) {}
