package dev.weft.sink.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request for a run.
 *
 * @param release absent when none is named
 */
record ReconcileRequest(Mode mode, Optional<String> release) {

    private static final int MAX_BYTES = 4096;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ProblemException if it is none */
    static ReconcileRequest read(InputStream body) {
        if (!(tree(body) instanceof ObjectNode fields)) {
            throw malformed("the JSON must be an object");
        }
        Optional<String> mode = Optional.empty();
        Optional<String> release = Optional.empty();
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            switch (field.getKey()) {
                case "mode" -> mode = Optional.of(text(field));
                case "release" -> release = Optional.of(text(field));
                default -> throw malformed("the fields are mode and release, got another one");
            }
        }
        return new ReconcileRequest(mode(mode), release);
    }

    private static JsonNode tree(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ProblemException(StandardReason.TOO_MANY_BYTES, "the body may have " + MAX_BYTES + " bytes");
            }
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new ProblemException(StandardReason.MALFORMED_JSON, "the JSON cannot be read");
        }
    }

    private static String text(Map.Entry<String, JsonNode> field) {
        if (!field.getValue().isTextual()) {
            throw malformed(field.getKey() + " must be a string");
        }
        return field.getValue().textValue();
    }

    private static Mode mode(Optional<String> word) {
        for (Mode mode : Mode.values()) {
            if (word.equals(Optional.of(mode.word()))) {
                return mode;
            }
        }
        throw malformed("mode must be verify or repair");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(StandardReason.MALFORMED_REQUEST, detail);
    }
}
