package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document for machines says what the document for people says: all services are here, and all of their calls. */
@QuarkusTest
@QuarkusTestResource(EmbeddedBroker.class)
class OpenApiTest {

    private static final Pattern CALL = Pattern.compile("`(GET|POST|PUT|DELETE) (/v1/[^` ]+)`");

    @TestHTTPResource("/q/openapi?format=json")
    @SuppressWarnings("NullAway.Init") // Set by Quarkus.
    private URI document;

    @Test
    void shouldDescribeEveryDocumentedCallWithAnExample() throws IOException {
        // given
        String words = Files.readString(Path.of(System.getProperty("weft.root", "../.."), "docs", "http-api.md"));
        List<List<String>> calls = CALL.matcher(words)
                .results()
                .map(call -> List.of(call.group(1).toLowerCase(Locale.ROOT), call.group(2)))
                .distinct()
                .toList();
        assertThat(calls).hasSizeGreaterThan(15);

        // when
        JsonNode paths = paths();

        // then
        for (List<String> call : calls) {
            JsonNode operation = paths.path(call.get(1)).path(call.get(0));
            assertThat(operation.path("summary").asText()).as("%s", call).isNotBlank();
            assertThat(operation.path("responses").findValues("examples"))
                    .as("%s", call)
                    .isNotEmpty();
            if (call.get(0).startsWith("p") && !call.get(1).endsWith("imports")) {
                assertThat(operation.path("requestBody").findValues("examples"))
                        .as("%s", call)
                        .isNotEmpty();
            }
        }
    }

    private JsonNode paths() throws IOException {
        try (InputStream answer = document.toURL().openStream()) {
            return new ObjectMapper().readTree(answer).path("paths");
        }
    }
}
