package dev.weft.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of the Confluent registry API that Weft makes; Apicurio and others answer it too. A call blocks for up to 10 s. Safe for use by
 * several threads.
 */
final class RegistryClient {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Where Apicurio has its own API, and the Confluent one beside it. */
    private static final String APICURIO_PATH = "/apis/registry/";

    private static final String APICURIO_CONFLUENT_PATH = "/apis/ccompat/v7";

    /** "Schema not found": a 404 without it comes from something that is no registry. */
    private static final int SCHEMA_NOT_FOUND = 40403;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String api;
    private final HttpClient http;

    private record Answer(int status, JsonNode body) {}

    RegistryClient(URI url) {
        this.api = api(url.toString());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    private static String api(String url) {
        int own = url.indexOf(APICURIO_PATH);
        String api = own < 0 ? url : url.substring(0, own) + APICURIO_CONFLUENT_PATH;
        return api.endsWith("/") ? api.substring(0, api.length() - 1) : api;
    }

    /** From now on, a new version in the subject must read what was written with any earlier one. */
    void requireBackwardTransitive(String subject) {
        String path = "/config/" + subject;
        Answer answer = send("PUT", path, Map.of("compatibility", "BACKWARD_TRANSITIVE"));
        if (answer.status() != 200) {
            throw refused(path, answer);
        }
    }

    /**
     * The id that this schema has from now on, or has already.
     *
     * @throws SchemaRegistryException also if the subject's rule refuses the schema (409)
     */
    int register(String subject, String schemaJson) {
        String path = "/subjects/" + subject + "/versions";
        Answer answer = send("POST", path, Map.of("schema", schemaJson));
        if (answer.status() != 200 || !answer.body().path("id").canConvertToInt()) {
            throw refused(path, answer);
        }
        return answer.body().path("id").intValue();
    }

    /** The schema's JSON; nothing if the registry says that there is none with this id. */
    Optional<String> schema(int id) {
        String path = "/schemas/ids/" + id;
        Answer answer = send("GET", path, Map.of());
        if (answer.status() == 404 && answer.body().path("error_code").asInt() == SCHEMA_NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() != 200 || !answer.body().path("schema").isTextual()) {
            throw refused(path, answer);
        }
        return Optional.of(answer.body().path("schema").textValue());
    }

    private Answer send(String method, String path, Map<String, String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .timeout(TIMEOUT)
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE);
        try {
            request.method(
                    method,
                    body.isEmpty()
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw new SchemaRegistryException(
                    "weft.schema-registry.url must be reachable, got " + e + " from " + api, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaRegistryException("interrupted while waiting for " + api, e);
        }
    }

    /** A page of a proxy is no answer either: it has none of the fields we look for. */
    private static JsonNode json(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private SchemaRegistryException refused(String path, Answer answer) {
        return new SchemaRegistryException("the schema registry must answer with 200, got %d from %s%s: %s"
                .formatted(
                        answer.status(),
                        api,
                        path,
                        answer.body().path("message").asText("no message")));
    }
}
