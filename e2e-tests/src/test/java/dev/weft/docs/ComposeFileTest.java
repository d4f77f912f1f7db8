package dev.weft.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private static final Path ROOT = Path.of(System.getProperty("weft.root", ".."));

    @Test
    void shouldHaveAHealthCheckForEveryService() throws IOException {
        JsonNode services = composeFile().get("services");

        assertThat(services.properties())
                .isNotEmpty()
                .allSatisfy(service -> assertThat(service.getValue().has("healthcheck"))
                        .as(service.getKey())
                        .isTrue());
    }

    @Test
    void shouldPinEveryImageAndBuildTheRestFromADockerfileThatIsThere() throws IOException {
        JsonNode services = composeFile().get("services");

        assertThat(services.properties()).allSatisfy(service -> {
            if (service.getValue().has("image")) {
                assertThat(service.getValue().get("image").asText()).matches(".+:v?\\d+\\.\\d+\\.\\d+");
            } else {
                assertThat(ROOT.resolve(service.getValue().get("build").asText())
                                .resolve("Dockerfile"))
                        .isRegularFile();
            }
        });
    }

    @Test
    void shouldDependOnServicesThatAreThere() throws IOException {
        JsonNode services = composeFile().get("services");

        assertThat(services.properties())
                .allSatisfy(service -> service.getValue()
                        .path("depends_on")
                        .fieldNames()
                        .forEachRemaining(name -> assertThat(services.has(name))
                                .as(service.getKey() + " → " + name)
                                .isTrue()));
    }

    private static JsonNode composeFile() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(ROOT.resolve("docker-compose.yml").toFile());
    }
}
