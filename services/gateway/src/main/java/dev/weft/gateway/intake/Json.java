package dev.weft.gateway.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;

/** Reads JSON strictly: valid UTF-8, no field twice, nothing after the value, bounded depth. */
public final class Json {

    private static final int MAX_DEPTH = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            // The body's own limit holds; a picture is one long string.
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Reads a body or a line.
     *
     * @throws ProblemException {@code invalid_text} or {@code malformed_json}
     */
    public static JsonNode parse(byte[] utf8) {
        return parse(Texts.decode(utf8, "the JSON"), "the JSON");
    }

    /** @param what names the text in the message */
    static JsonNode parse(String text, String what) {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new ProblemException(StandardReason.MALFORMED_JSON, what + " cannot be read" + where, e);
        }
        if (node.isMissingNode()) {
            throw new ProblemException(StandardReason.MALFORMED_JSON, what + " is empty");
        }
        return node;
    }

    /**
     * Reads a body that must be an object.
     *
     * @throws ProblemException also {@code malformed_request} when it is another value
     */
    public static ObjectNode parseObject(byte[] utf8) {
        if (parse(utf8) instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the JSON must be an object");
    }
}
