package dev.weft.sink.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads attributes: texts, numbers, truth values and lists of texts. A field that is absent or null is no attribute. */
final class AttributeFields {

    private static final String INVALID = "invalid_attribute";

    private final Optional<JsonPointer> object;
    private final SortedMap<String, JsonPointer> fields;

    AttributeFields(Optional<JsonPointer> object, SortedMap<String, JsonPointer> fields) {
        this.object = object;
        this.fields = fields;
    }

    Attributes read(JsonNode value) throws UnreadableRecordException {
        SortedMap<String, AttributeValue> attributes = new TreeMap<>();
        if (object.isPresent()) {
            JsonNode node = value.at(object.get());
            if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
                throw new UnreadableRecordException(
                        INVALID, "there must be an object at " + object.get() + ", got " + node.getNodeType());
            }
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                put(attributes, field.getKey(), field.getValue());
            }
        }
        for (Map.Entry<String, JsonPointer> field : fields.entrySet()) {
            put(attributes, field.getKey(), value.at(field.getValue()));
        }
        try {
            return new Attributes(attributes);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(INVALID, e);
        }
    }

    private static void put(SortedMap<String, AttributeValue> attributes, String name, JsonNode node)
            throws UnreadableRecordException {
        if (node.isMissingNode() || node.isNull()) {
            return;
        }
        try {
            attributes.put(name, value(node));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(INVALID, e);
        }
    }

    private static AttributeValue value(JsonNode node) {
        if (node.isTextual()) {
            return AttributeValue.of(node.textValue());
        }
        if (node.isNumber()) {
            return AttributeValue.of(node.doubleValue());
        }
        if (node.isBoolean()) {
            return AttributeValue.of(node.booleanValue());
        }
        if (node.isArray()) {
            List<String> texts = new ArrayList<>(node.size());
            for (JsonNode element : node) {
                if (!element.isTextual()) {
                    throw new IllegalArgumentException(
                            "a list that is an attribute must be of texts, got " + element.getNodeType());
                }
                texts.add(element.textValue());
            }
            return AttributeValue.of(texts);
        }
        throw new IllegalArgumentException(
                "an attribute must be a text, a number, a truth value or a list of texts, got " + node.getNodeType());
    }
}
