package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.gateway.Platform;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Answers that fail in their middle. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class WholeTest {

    private static final int LARGE = 1_000_000;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Set by Quarkus.
    private URI gateway;

    /** Answers as many bytes as it is asked for, and fails then. */
    @Path("/test-failing-after")
    @Blocking
    public static class Failing {

        @GET
        @Path("{bytes}")
        public StreamingOutput answer(@PathParam("bytes") int bytes, @Context HttpServerRequest request) {
            return Whole.of(request, out -> {
                out.write(new byte[bytes]);
                throw new ProblemException(StandardReason.UNAVAILABLE, "Kafka is gone");
            });
        }
    }

    @Test
    void shouldCutTheConnectionWhenAnAnswerFailsInItsMiddle() {
        assertThatThrownBy(() -> {
                    try (InputStream answer = gateway.resolve("/test-failing-after/" + LARGE)
                            .toURL()
                            .openStream()) {
                        answer.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void shouldAnswerWithAProblemWhenNothingHasGoneOut() {
        assertThat(Gateway.request().get("/test-failing-after/0").statusCode()).isEqualTo(503);
    }
}
