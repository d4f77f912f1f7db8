package dev.weft.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The calls for training elsewhere: taking what was mined, bringing what was made of it, and measuring. Safe for use by several threads. */
public final class ExchangeClient {

    private final GatewayClient gateway;

    /** @param gateway stays open */
    public ExchangeClient(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /**
     * Begins to measure a release; its {@code id} says which measurement it is.
     *
     * @param release empty for the live one
     */
    public JsonNode startEvaluation(Optional<String> release, Optional<String> against)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        release.ifPresent(id -> body.put("release", id));
        against.ifPresent(id -> body.put("against", id));
        return gateway.post("/v1/evaluations", body);
    }

    /** Whether a measurement runs, or what it has found. */
    public JsonNode evaluation(String id) throws ProblemException, GatewayUnreachableException, InterruptedException {
        return gateway.get("/v1/evaluations/" + GatewayClient.segment(id));
    }

    /**
     * Brings a release; the answer is the candidate.
     *
     * @param release what it is, as docs/learning.md has it
     * @param heads their files by modality
     * @param by who brings it
     */
    public JsonNode bring(JsonNode release, Map<String, MediaBytes> heads, String by)
            throws ProblemException, GatewayUnreachableException, IOException, InterruptedException {
        HttpRequest request = gateway.request("/v1/releases")
                .header("Content-Type", MultipartBody.CONTENT_TYPE)
                .POST(MultipartBody.of(Map.of("release", release.toString(), "by", by), heads))
                .build();
        return gateway.parse(gateway.send(request));
    }

    /**
     * Mined triplets as they arrive, JSON lines; the caller closes it.
     *
     * @param query of {@code GET /v1/batches:export}, by name
     */
    public InputStream triplets(Map<String, String> query)
            throws ProblemException, GatewayUnreachableException, InterruptedException {
        return gateway.open("/v1/batches:export?"
                + query.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }
}
