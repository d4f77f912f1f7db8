package dev.weft.gateway.http;

import static io.restassured.RestAssured.given;

import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.Response;
import io.restassured.specification.MultiPartSpecification;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The calls tests make. */
final class Gateway {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Gateway() {}

    static RequestSpecification request() {
        return given().urlEncodingEnabled(false);
    }

    /** An id no other test has. */
    static String newId(String word) {
        return word + "-" + UUID.randomUUID();
    }

    static String dataUri(byte[] bytes) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** A form's text, in UTF-8. */
    static MultiPartSpecification text(String name, String value) {
        return new MultiPartSpecBuilder(value)
                .controlName(name)
                .charset(StandardCharsets.UTF_8)
                .build();
    }

    static void awaitReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> request().get("/q/health/ready").statusCode() == 200);
    }

    static void awaitState(String id, String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> state.equals(request().get("/v1/media/" + id).path("state")));
    }

    static Response createJson(String json) {
        return request().contentType("application/json").body(json).post("/v1/media");
    }

    static Response putJson(String id, String json) {
        return request().contentType("application/json").body(json).put("/v1/media/" + id);
    }

    static Response search(String json) {
        return request().contentType("application/json").body(json).post("/v1/search");
    }

    /** Stores a captioned picture and answers its id. */
    static String picture(String word, byte[] png, String caption) {
        String id = newId(word);
        request()
                .multiPart("file", word + ".png", png)
                .multiPart("caption", caption)
                .multiPart("id", id)
                .post("/v1/media")
                .then()
                .statusCode(202);
        return id;
    }
}
