package dev.weft.sink.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.Embedding;
import java.io.IOException;
import java.util.Base64;

/** Reads a vector from its field: an array of numbers, or bytes that hold them (base64 in JSON). Vectors of any length become unit vectors. */
final class VectorField {

    /** The largest dimension that any store here takes; a bound for what a hostile record may ask for. */
    private static final int MAX_DIMENSION = 65_536;

    private final JsonPointer path;
    private final VectorBytes bytes;

    VectorField(JsonPointer path, VectorBytes bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    Embedding read(JsonNode value) throws UnreadableRecordException {
        JsonNode node = value.at(path);
        if (node.isMissingNode() || node.isNull()) {
            throw new UnreadableRecordException("missing_vector", "there must be a vector at " + path);
        }
        try {
            float[] values = values(node);
            if (values.length > MAX_DIMENSION) {
                throw new IllegalArgumentException(
                        "a vector has up to " + MAX_DIMENSION + " numbers, got " + values.length);
            }
            return Embedding.normalized(values);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("invalid_vector", e);
        }
    }

    private float[] values(JsonNode node) {
        if (node.isArray()) {
            return numbers(node);
        }
        if (node.isBinary()) {
            return bytes.read(binary(node));
        }
        if (node.isTextual()) {
            return bytes.read(Base64.getDecoder().decode(node.textValue()));
        }
        throw new IllegalArgumentException("a vector must be an array of numbers, or bytes, got " + node.getNodeType());
    }

    private static float[] numbers(JsonNode array) {
        float[] values = new float[array.size()];
        int i = 0;
        for (JsonNode element : array) {
            if (!element.isNumber()) {
                throw new IllegalArgumentException(
                        "a vector must be made of numbers, got " + element.getNodeType() + " at " + i);
            }
            values[i++] = element.floatValue();
        }
        return values;
    }

    private static byte[] binary(JsonNode node) {
        try {
            return node.binaryValue();
        } catch (IOException e) {
            throw new IllegalArgumentException("bytes in memory must be readable", e);
        }
    }
}
