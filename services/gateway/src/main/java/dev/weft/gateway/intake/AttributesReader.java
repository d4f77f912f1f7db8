package dev.weft.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Attributes from JSON: strings, finite numbers, booleans, arrays of strings. */
final class AttributesReader {

    static final String TAGS = "tags";

    /** Together with a caption of 64 KiB a record stays well below Kafka's usual 1 MB. */
    static final int MAX_CHARACTERS = 32 * 1024;

    private AttributesReader() {}

    /**
     * Reads the two fields.
     *
     * @throws ProblemException {@code invalid_attributes} or {@code invalid_text}
     */
    static Attributes read(Optional<JsonNode> attributes, Optional<JsonNode> tags) {
        Map<String, AttributeValue> values = new TreeMap<>();
        long characters = 0;
        if (attributes.isPresent()) {
            if (!(attributes.get() instanceof ObjectNode object)) {
                throw invalid("attributes must be a JSON object");
            }
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                requireName(field.getKey());
                values.put(field.getKey(), value(field.getKey(), field.getValue()));
                characters +=
                        field.getKey().length() + field.getValue().toString().length();
            }
        }
        if (tags.isPresent()) {
            if (!tags.get().isArray()) {
                throw invalid("tags must be a JSON array of strings");
            }
            if (values.put(TAGS, value(TAGS, tags.get())) != null) {
                throw invalid("tags are given twice: by themselves and as an attribute");
            }
            characters += tags.get().toString().length();
        }
        if (characters > MAX_CHARACTERS) {
            throw invalid("attributes may have up to " + MAX_CHARACTERS + " characters of JSON, got " + characters);
        }
        if (values.size() > Attributes.MAX_ATTRIBUTES) {
            throw invalid("an item may have up to " + Attributes.MAX_ATTRIBUTES + " attributes, got " + values.size());
        }
        return Attributes.of(values);
    }

    private static AttributeValue value(String name, JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> AttributeValue.of(Texts.requireUnicode(node.textValue(), "attribute " + name));
            case BOOLEAN -> AttributeValue.of(node.booleanValue());
            case NUMBER -> number(name, node);
            case ARRAY -> texts(name, node);
            case NULL, OBJECT, MISSING, BINARY, POJO ->
                throw invalid("attribute " + name + " must be a string, a number, a boolean or an array of strings");
        };
    }

    private static AttributeValue number(String name, JsonNode node) {
        double value = node.doubleValue();
        if (!Double.isFinite(value)) {
            throw invalid("attribute " + name + " must be a finite number");
        }
        return AttributeValue.of(value);
    }

    private static AttributeValue texts(String name, JsonNode array) {
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw invalid("attribute " + name + " must have only strings in its array");
            }
            texts.add(Texts.requireUnicode(element.textValue(), "attribute " + name));
        }
        return AttributeValue.of(texts);
    }

    private static void requireName(String name) {
        try {
            Attributes.requireName(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Reason.INVALID_ATTRIBUTES,
                    Quoted.of(name)
                            + " is no name of an attribute: a letter, then up to 63 letters, digits or underscores",
                    e);
        }
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Reason.INVALID_ATTRIBUTES, detail);
    }
}
