package dev.weft.sink.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Values that are JSON objects. */
public final class JsonValues implements ValueFormat {

    /** Python writes NaN as it is: then the vector is refused for what it holds, and not for how it is written. */
    private static final ObjectReader TREES = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    @Override
    public JsonNode read(byte[] value) throws UnreadableRecordException {
        try {
            JsonNode tree = TREES.readTree(value);
            if (!tree.isObject()) {
                throw new UnreadableRecordException("malformed_json", "a value must be a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            // Its own message quotes the record.
            throw new UnreadableRecordException(
                    "malformed_json",
                    "a value must be JSON, got " + e.getClass().getSimpleName() + " at byte "
                            + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }
}
