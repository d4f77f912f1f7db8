package dev.weft.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.e2e.Gateway.Answer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Makes the cases of docs/bad-input.md that go through HTTP, by name. */
final class BadInputs {

    private static final String JSON = "application/json";
    private static final int CAPTION_LIMIT_BYTES = 64 * 1024;
    private static final int MAX_INPUTS = 2048;
    private static final int TOO_LARGE_BYTES = 65 * 1024 * 1024;

    /** Bytes that no UTF-8 text has. */
    private static final byte[] NOT_UTF8 = {(byte) 0xc3, 0x28};

    private final Gateway gateway;
    private final Map<String, Request> requests = new TreeMap<>();

    @FunctionalInterface
    private interface Request {
        Answer send() throws Exception;
    }

    BadInputs(Gateway gateway) {
        this.gateway = gateway;
        pictures();
        texts();
        uploads();
        searches();
        vectors();
    }

    Set<String> names() {
        return requests.keySet();
    }

    Answer send(String name) throws Exception {
        return Objects.requireNonNull(requests.get(name), name).send();
    }

    private void pictures() {
        requests.put("empty file", () -> file("empty.png", "image/png", new byte[0]));
        requests.put(
                "truncated JPEG", () -> file("short.jpg", "image/jpeg", TestPictures.truncated(TestPictures.jpeg())));
        requests.put(
                "truncated PNG", () -> file("short.png", "image/png", TestPictures.truncated(TestPictures.unique())));
        requests.put("damaged PNG", () -> file("damaged.png", "image/png", TestPictures.damagedPng()));
        requests.put("pixel bomb", () -> file("bomb.png", "image/png", TestPictures.pixelBomb()));
        requests.put("endless animation", () -> file("endless.gif", "image/gif", TestPictures.manyFrames(10_000)));
        requests.put("text as PNG", () -> file("text.png", "image/png", bytes("this is text")));
        requests.put(
                "SVG", () -> file("drawing.svg", "image/svg+xml", bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")));
        requests.put("wrong extension", () -> file("really-png.jpg", "image/jpeg", TestPictures.unique()));
        requests.put("too large", () -> file("large.png", "image/png", new byte[TOO_LARGE_BYTES]));
    }

    private void texts() {
        requests.put("huge caption", () -> upload(new byte[0], "x".repeat(CAPTION_LIMIT_BYTES + 1)));
        requests.put("no caption", () -> upload(TestPictures.unique(), ""));
        requests.put("only a caption", () -> upload(new byte[0], "words alone are enough"));
        requests.put("neither", () -> upload(new byte[0], ""));
        requests.put("caption not UTF-8", () -> form(new Multipart().field("caption", NOT_UTF8)));
        requests.put("JSON not UTF-8", () -> gateway.send("POST", "/v1/media", JSON, jsonNotUtf8()));
        requests.put(
                "hostile caption",
                () -> upload(TestPictures.unique(), "<script>alert(1)</script>\u0007\u202e\u001b[31m"));
        requests.put("duplicate id", this::duplicate);
        requests.put("unknown id", () -> gateway.get("/v1/media/nobody-has-it"));
        requests.put("unknown id deleted", () -> gateway.delete("/v1/media/nobody-has-it"));
        requests.put("id that climbs", () -> withId("../../etc/passwd"));
        requests.put(
                "id that climbs in the path",
                () -> gateway.send("PUT", "/v1/media/..%2F..%2Fetc", Gateway.item(TestPictures.unique(), "")));
        requests.put("id with a line break", () -> withId("a\r\nb"));
        requests.put("endless id", () -> withId("a".repeat(10_000)));
        requests.put("attributes not an object", () -> withAttributes("[1]"));
        requests.put("attribute of objects", () -> withAttributes("{\"size\": {\"cm\": 3}}"));
    }

    private void uploads() {
        requests.put("wrong JSON", () -> gateway.send("POST", "/v1/media", JSON, bytes("{\"caption\": \"a sho")));
        requests.put("JSON of another shape", () -> gateway.send("POST", "/v1/media", JSON, bytes("[1, 2]")));
        requests.put("other media type", () -> gateway.send("POST", "/v1/media", "text/plain", bytes("a shoe")));
        requests.put("file by URI", () -> byUri("file:///etc/passwd"));
        requests.put("address by URI", () -> byUri("http://127.0.0.1/"));
        requests.put("metadata by URI", () -> byUri("http://169.254.169.254/latest/meta-data/"));
        requests.put("object of nobody", () -> byUri("object:///default/" + "0".repeat(64)));
        requests.put("unknown path", () -> gateway.get("/v1/nothing"));
        requests.put("unknown import", () -> gateway.get("/v1/imports/nobody-began-it"));
    }

    private void searches() {
        requests.put("k of zero", () -> search("{\"text\": \"shoe\", \"k\": 0}"));
        requests.put("k of a billion", () -> search("{\"text\": \"shoe\", \"k\": 1000000000}"));
        requests.put(
                "unknown field", () -> search("{\"text\": \"shoe\", \"filter\": {\"eq\": [\"no_item_has_it\", 1]}}"));
        requests.put("unknown filter", () -> search("{\"text\": \"shoe\", \"filter\": {\"like\": [\"a\", \"b\"]}}"));
        requests.put("unknown modality", () -> search("{\"text\": \"shoe\", \"modalities\": [\"smell\"]}"));
        requests.put("two questions", () -> search("{\"text\": \"shoe\", \"mediaId\": \"shoe-1\"}"));
        requests.put("no question", () -> search("{\"k\": 3}"));
        requests.put("like nothing", () -> search("{\"mediaId\": \"nobody-has-it\"}"));
        requests.put(
                "search by text as PNG",
                () -> search("{\"image\": \"" + Gateway.dataUri(bytes("this is text")) + "\"}"));
        requests.put("search that is no JSON", () -> search("{\"text\": "));
    }

    private void vectors() {
        requests.put("other model", () -> embed("{\"input\": \"shoe\", \"model\": \"text-embedding-3-small\"}"));
        requests.put("token numbers", () -> embed("{\"input\": [[1, 2]], \"model\": \"weft\"}"));
        requests.put("shorter vectors", () -> embed("{\"input\": \"shoe\", \"model\": \"weft\", \"dimensions\": 64}"));
        requests.put(
                "too many inputs",
                () -> embed("{\"model\": \"weft\", \"input\": [" + "\"shoe\", ".repeat(MAX_INPUTS) + "\"shoe\"]}"));
        requests.put(
                "picture by address",
                () -> embed("{\"model\": \"weft\", \"input\": [{\"type\": \"image_url\","
                        + " \"image_url\": {\"url\": \"http://127.0.0.1/\"}}]}"));
        requests.put("no labels", () -> classify("{\"text\": \"shoe\"}"));
        requests.put(
                "template without a place",
                () -> classify("{\"text\": \"shoe\", \"labels\": [\"shoe\"], \"templates\": [\"a photo\"]}"));
    }

    private Answer embed(String json) throws Exception {
        return gateway.send("POST", "/v1/embeddings", JSON, bytes(json));
    }

    private Answer classify(String json) throws Exception {
        return gateway.send("POST", "/v1/classify", JSON, bytes(json));
    }

    private Answer duplicate() throws Exception {
        gateway.put("taken", TestPictures.unique(), "the first");
        return withId("taken");
    }

    private Answer withId(String id) throws Exception {
        return gateway.send(
                "POST", "/v1/media", Gateway.item(TestPictures.unique(), "").put("id", id));
    }

    private Answer withAttributes(String attributes) throws Exception {
        ObjectNode item = Gateway.item(TestPictures.unique(), "");
        item.set("attributes", Gateway.JSON.readTree(attributes));
        return gateway.send("POST", "/v1/media", item);
    }

    private Answer byUri(String uri) throws Exception {
        return gateway.send("POST", "/v1/media", Gateway.JSON.createObjectNode().put("uri", uri));
    }

    private Answer upload(byte[] picture, String caption) throws Exception {
        return gateway.send("POST", "/v1/media", Gateway.item(picture, caption));
    }

    private Answer file(String name, String type, byte[] bytes) throws Exception {
        return form(new Multipart().file("file", name, type, bytes));
    }

    private Answer form(Multipart form) throws Exception {
        return gateway.send("POST", "/v1/media", form.contentType(), form.body());
    }

    private Answer search(String json) throws Exception {
        return gateway.send("POST", "/v1/search", JSON, bytes(json));
    }

    private static byte[] jsonNotUtf8() {
        byte[] json = bytes("{\"caption\": \"__\"}");
        System.arraycopy(NOT_UTF8, 0, json, 13, NOT_UTF8.length);
        return json;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
