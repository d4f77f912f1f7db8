package dev.weft.gateway.http;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON of a request for embeddings, for the OpenAPI document: bodies are read strictly, by hand. */
@Schema(name = "EmbeddingsRequest", description = "As OpenAI's clients send it")
record EmbeddingsBody(
        @Schema(
                description =
                        "a text or a picture, or a list of them: a string (data:image/… is a picture), {type: text, text}, {type: image_url, image_url: {url: data:…}}")
        Object input,

        @Schema(description = "the bundle's id, the release, or weft")
        String model,

        @Schema(
                name = "encoding_format",
                description = "base64: 32-bit floats, the lowest byte first",
                enumeration = {"float", "base64"},
                defaultValue = "float")
        String encodingFormat,

        @Schema(description = "shorter vectors, of models that are made for it")
        int dimensions,

        @Schema(description = "taken, and ignored") String user) {}
