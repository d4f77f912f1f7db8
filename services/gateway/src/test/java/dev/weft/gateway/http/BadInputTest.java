package dev.weft.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.gateway.Platform;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in wrong is answered with a problem, its status and its reason. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class BadInputTest {

    @BeforeEach
    void waitUntilReady() {
        Gateway.awaitReady();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"caption\": \"a\"                                        | 400 | malformed_json",
                "``                                                         | 400 | malformed_json",
                "{\"caption\": \"a\"} {}                                    | 400 | malformed_json",
                "{\"caption\": \"a\", \"caption\": \"b\"}                   | 400 | malformed_json",
                "[1]                                                        | 400 | malformed_request",
                "{\"caption\": 5}                                           | 400 | malformed_request",
                "{\"caption\": \"a\", \"colour\": \"red\"}                  | 400 | malformed_request",
                "{}                                                         | 400 | nothing_to_index",
                "{\"caption\": \"  \"}                                      | 400 | nothing_to_index",
                "{\"id\": \"../x\", \"caption\": \"a\"}                     | 400 | invalid_id",
                "{\"id\": \"..\", \"caption\": \"a\"}                       | 400 | invalid_id",
                "{\"id\": \"a\\u0000b\", \"caption\": \"a\"}                | 400 | invalid_id",
                "{\"id\": \"\", \"caption\": \"a\"}                         | 400 | invalid_id",
                "{\"caption\": \"a\", \"attributes\": [1]}                  | 400 | invalid_attributes",
                "{\"caption\": \"a\", \"attributes\": {\"a b\": 1}}         | 400 | invalid_attributes",
                "{\"caption\": \"a\", \"attributes\": {\"a\": 1e999}}       | 400 | invalid_attributes",
                "{\"caption\": \"a\", \"attributes\": {\"a\": {}}}          | 400 | invalid_attributes",
                "{\"caption\": \"a\", \"attributes\": {\"a\": [1]}}         | 400 | invalid_attributes",
                "{\"caption\": \"a\", \"tags\": \"red\"}                    | 400 | invalid_attributes",
                "{\"caption\": \"half \\ud83d\"}                            | 400 | invalid_text",
                "{\"uri\": \"http://localhost/a.png\"}                      | 400 | unsupported_uri",
                "{\"uri\": \"file:///etc/passwd\"}                          | 400 | unsupported_uri",
                "{\"uri\": \"data:image/png,abc\"}                          | 400 | unsupported_uri",
                "{\"uri\": \"data:image/png;base64,@@@\"}                   | 400 | unsupported_uri",
                "{\"uri\": \"data:image/png;base64,\"}                      | 400 | empty",
                "{\"uri\": \"data:image/png;base64,aGVsbG8=\"}              | 415 | unsupported_type",
            })
    void shouldRefuseAnItem(String json, int status, String reason) {
        // when
        Response refused = Gateway.createJson(json);

        // then
        expect(refused, status, reason);
    }

    @Test
    void shouldNameTheFieldItDoesNotKnow() {
        assertThat(Gateway.createJson("{\"caption\": \"a\", \"colour\": \"red\"}")
                        .<String>path("detail"))
                .contains("'colour'");
    }

    @Test
    void shouldRefuseAnObjectTheStoreDoesNotHave() {
        expect(Gateway.createJson("{\"uri\": \"object:///default/" + "0".repeat(64) + "\"}"), 400, "unsupported_uri");
        expect(Gateway.createJson("{\"uri\": \"object:///other/" + "0".repeat(64) + "\"}"), 400, "unsupported_uri");
    }

    @Test
    void shouldRefuseACaptionOver64KiBAndTakeOneOfExactly64KiB() {
        expect(Gateway.createJson("{\"caption\": \"" + "a".repeat(64 * 1024 + 1) + "\"}"), 413, "text_too_long");
        assertThat(Gateway.createJson("{\"caption\": \"" + "a".repeat(64 * 1024) + "\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldRefuseAFileByWhatItIs() {
        expect(form("picture.png", "this is a text".getBytes(StandardCharsets.UTF_8)), 415, "unsupported_type");
        expect(form("picture.png", new byte[0]), 400, "empty");
        expect(form("bomb.png", pngHeader(20_000, 20_000)), 413, "too_many_pixels");
        expect(form("frames.gif", gif(10_000)), 413, "too_many_frames");
    }

    @Test
    void shouldTakeAPictureWhateverItIsCalled() {
        assertThat(form("notes.txt", TestImages.jpeg(1)).<String>path("parts[0].contentType"))
                .isEqualTo("image/jpeg");
    }

    @Test
    void shouldRefuseAFileOverItsCap() {
        expect(form("big.png", new byte[Platform.MAX_FILE_BYTES + 1]), 413, "too_many_bytes");
    }

    @Test
    void shouldRefuseAJsonBodyOverItsCap() {
        expect(Gateway.createJson("{\"uri\": \"" + "a".repeat(Platform.MAX_JSON_BYTES) + "\"}"), 413, "too_many_bytes");
    }

    @Test
    void shouldRefuseTextThatIsNoUtf8() {
        byte[] latin1 = "{\"caption\": \"größer\"}".getBytes(StandardCharsets.ISO_8859_1);
        expect(Gateway.request().contentType("application/json").body(latin1).post("/v1/media"), 400, "invalid_text");
        byte[] part = "--b\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\ngrößer\r\n--b--\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        expect(multipart(part), 400, "invalid_text");
    }

    @Test
    void shouldRefuseAFormItCannotRead() {
        expect(
                multipart("--b\r\nContent-Disposition: form-data; name=\"colour\"\r\n\r\nred\r\n--b--\r\n"),
                400,
                "malformed_request");
        expect(
                multipart("--b\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nendless"),
                400,
                "malformed_request");
        expect(multipart(""), 400, "nothing_to_index");
        String caption = "--b\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\na\r\n";
        expect(multipart(caption + caption + "--b--\r\n"), 400, "malformed_request");
        expect(
                multipart("--b\r\nContent-Disposition: form-data; name=\"family\"\r\n\r\na\r\n--b--\r\n"),
                400,
                "nothing_to_index");
    }

    @ParameterizedTest
    @CsvSource({"%2e%2e%2fetc", "..%2f..%2fetc", "a%00b", "a%0d%0ab", "a%20b", "%c3%a4", "a%2fb"})
    void shouldRefuseAnIdInAPath(String id) {
        expect(Gateway.request().get("/v1/media/" + id), 400, "invalid_id");
        expect(Gateway.request().delete("/v1/media/" + id), 400, "invalid_id");
        expect(Gateway.putJson(id, "{\"caption\": \"a\"}"), 400, "invalid_id");
        expect(Gateway.request().get("/v1/media/" + id + "/content"), 400, "invalid_id");
    }

    @Test
    void shouldAnswerUnknownIdsAndPathsAndMethodsAsProblems() {
        expect(Gateway.request().get("/v1/media/nobody"), 404, "unknown_id");
        expect(Gateway.request().delete("/v1/media/nobody"), 404, "unknown_id");
        expect(Gateway.request().get("/v1/media/nobody/content"), 404, "unknown_id");
        expect(Gateway.request().get("/v1/media/nobody/events"), 404, "unknown_id");
        expect(Gateway.request().get("/v1/nothing"), 404, "unknown_path");
        expect(Gateway.request().get("/nothing/at/all"), 404, "unknown_path");
        expect(Gateway.request().get("/v1/search"), 405, "method_not_allowed");
        expect(Gateway.request().contentType("text/plain").body("a").post("/v1/search"), 415, "unsupported_media_type");
        expect(
                Gateway.request()
                        .contentType("application/json")
                        .accept("text/csv")
                        .body("{}")
                        .post("/v1/search"),
                406,
                "not_acceptable");
        expect(Gateway.request().get("/v1/media/nobody?colour=red"), 400, "malformed_request");
        expect(Gateway.request().get("/v1/imports/nobody"), 404, "unknown_import");
        expect(Gateway.request().get("/v1/imports/01ARZ3NDEKTSV4RRFFQ69G5FAV"), 404, "unknown_import");
    }

    @Test
    void shouldRefuseWritesOfOtherSitesPages() {
        Response refused = Gateway.request()
                .header("Sec-Fetch-Site", "cross-site")
                .multiPart("caption", "planted")
                .post("/v1/media");
        expect(refused, 403, "cross_site");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\": \"a\", \"k\": 0}                                                | 400 | invalid_k",
                "{\"text\": \"a\", \"k\": 1000000000}                                       | 400 | invalid_k",
                "{\"text\": \"a\", \"k\": 10000000000000}                                   | 400 | invalid_k",
                "{\"text\": \"a\", \"k\": 1.5}                                              | 400 | invalid_k",
                "{\"text\": \"a\", \"k\": \"ten\"}                                          | 400 | invalid_k",
                "{}                                                                         | 400 | malformed_request",
                "{\"text\": \"a\", \"mediaId\": \"b\"}                                      | 400 | malformed_request",
                "{\"text\": \"a\", \"releases\": \"catalog@1\"}                             | 400 | malformed_request",
                "{\"text\": \"a\", \"release\": \"catalog\"}                                | 400 | malformed_request",
                "{\"text\": \"a\", \"release\": \"catalog@9\"}                              | 404 | unknown_release",
                "{\"text\": \" \"}                                                          | 400 | empty",
                "{\"mediaId\": \"../b\"}                                                    | 400 | invalid_id",
                "{\"mediaId\": \"nobody\"}                                                  | 404 | unknown_id",
                "{\"text\": \"a\", \"modalities\": [\"smell\"]}                             | 400 | unknown_modality",
                "{\"text\": \"a\", \"modalities\": [\"audio\"]}                             | 400 | unknown_modality",
                "{\"text\": \"a\", \"modalities\": []}                                      | 400 | malformed_request",
                "{\"text\": \"a\", \"filter\": {\"like\": [\"a\", \"b\"]}}                  | 400 | invalid_filter",
                "{\"text\": \"a\", \"filter\": {\"eq\": [\"a\"]}}                           | 400 | invalid_filter",
                "{\"image\": \"data:image/png;base64,aGVsbG8=\"}                            | 415 | unsupported_type",
            })
    void shouldRefuseASearch(String json, int status, String reason) {
        expect(Gateway.search(json), status, reason);
    }

    @Test
    void shouldAnswerEachLineOfABatchByItself() {
        // given
        String id = Gateway.newId("line");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                ("{\"id\": \"" + id + "\", \"caption\": \"one\"}\r\n\n{\"id\":\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes("{\"caption\": \"größer\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(("{\"id\": \"" + id + "\", \"caption\": \"one\"}\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("{\"uri\": \"data:;base64,aGVsbG8=\"}\n{\"id\": \"" + id + "\", \"caption\": \"two\"}")
                .getBytes(StandardCharsets.UTF_8));

        // when
        Response answer = Gateway.request()
                .contentType("application/x-ndjson")
                .body(body.toByteArray())
                .post("/v1/media:batch");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        List<String> lines = answer.asString().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0))
                .contains("\"line\":1", "\"id\":\"" + id + "\"", "\"status\":202", "\"state\":\"accepted\"");
        assertThat(lines.get(1))
                .contains("\"line\":3", "\"id\":null", "\"status\":400", "\"reason\":\"malformed_json\"");
        assertThat(lines.get(2)).contains("\"line\":4", "\"reason\":\"invalid_text\"");
        assertThat(lines.get(3)).contains("\"line\":5", "\"status\":200");
        assertThat(lines.get(4)).contains("\"line\":6", "\"status\":415", "\"reason\":\"unsupported_type\"");
        assertThat(lines.get(5)).contains("\"line\":7", "\"status\":202");
        assertThat(Gateway.request().get("/v1/media/" + id).<String>path("caption"))
                .isEqualTo("two");
    }

    private static void expect(Response response, int status, String reason) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<String>path("reason")).isEqualTo(reason);
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("type")).isEqualTo("urn:weft:problem:" + reason);
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.<String>path("detail")).isNotBlank();
        assertThat(response.<String>path("instance")).startsWith("/");
    }

    private static Response form(String name, byte[] bytes) {
        return Gateway.request().multiPart("file", name, bytes).post("/v1/media");
    }

    private static Response multipart(String body) {
        return multipart(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Response multipart(byte[] body) {
        return Gateway.request()
                .contentType("multipart/form-data; boundary=b")
                .body(body)
                .post("/v1/media");
    }

    /** A PNG that claims to be this large and ends after its header. */
    private static byte[] pngHeader(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(33)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }

    /** A GIF of 1×1 with this many frames. */
    private static byte[] gif(int frames) {
        byte[] one = Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.write(one, 0, 19);
        for (int i = 0; i < frames; i++) {
            gif.write(one, 19, one.length - 20);
        }
        gif.write(';');
        return gif.toByteArray();
    }
}
