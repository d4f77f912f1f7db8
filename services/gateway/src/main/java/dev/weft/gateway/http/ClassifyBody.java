package dev.weft.gateway.http;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON of a classification, for the OpenAPI document: bodies are read strictly, by hand. */
@Schema(name = "ClassifyRequest", description = "Labels, and exactly one of text, image and mediaId")
record ClassifyBody(
        String text,
        @Schema(description = "a data: URI with base64") String image,

        @Schema(description = "an item that is searchable: its picture, or its caption when it has none")
        String mediaId,

        List<String> labels,

        @Schema(description = "each with one {} for the label; the labels as they are when absent")
        List<String> templates,

        @Schema(description = "whether each label is a question of its own", defaultValue = "false")
        boolean multiLabel) {}
