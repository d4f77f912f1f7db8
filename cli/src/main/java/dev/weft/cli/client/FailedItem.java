package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An item that the gateway took and that failed later.
 *
 * @param detail what went wrong, and at which stage
 */
public record FailedItem(String id, String reason, String detail) {

    static FailedItem of(JsonNode answer) {
        return new FailedItem(
                answer.path("id").asText(),
                answer.path("reason").asText("failed"),
                answer.path("message").asText("no message") + " (stage "
                        + answer.path("stage").asText("unknown") + ")");
    }
}
