package dev.weft.inference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a JSON object field by field and remembers which: what nobody asked for is an error, as a model would silently be another one. */
final class JsonFields {

    private final JsonNode object;
    private final String path;
    private final Set<String> unread = new LinkedHashSet<>();

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
        object.fieldNames().forEachRemaining(unread::add);
    }

    /** Reads the whole object with the function; the path names it in messages. */
    static <T> T read(JsonNode node, String path, Function<JsonFields, T> reader) {
        if (!node.isObject()) {
            throw new ModelBundleException(path + " must be an object, got " + node.getNodeType());
        }
        JsonFields fields = new JsonFields(node, path);
        T value;
        try {
            value = reader.apply(fields);
        } catch (IllegalArgumentException e) {
            throw new ModelBundleException(path + ": " + e.getMessage(), e);
        }
        if (!fields.unread.isEmpty()) {
            throw new ModelBundleException(path + " has fields that are not supported: " + fields.unread);
        }
        return value;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    <T> T object(String name, Function<JsonFields, T> reader) {
        return read(take(name), path + "." + name, reader);
    }

    <T> Optional<T> optionalObject(String name, Function<JsonFields, T> reader) {
        return has(name) ? Optional.of(object(name, reader)) : Optional.empty();
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    String text(String name) {
        JsonNode node = take(name);
        if (!node.isTextual()) {
            throw wrong(name, "a text", node);
        }
        return node.textValue();
    }

    int integer(String name) {
        JsonNode node = take(name);
        if (!node.isInt()) {
            throw wrong(name, "a whole number", node);
        }
        return node.intValue();
    }

    double number(String name) {
        JsonNode node = take(name);
        if (!node.isNumber()) {
            throw wrong(name, "a number", node);
        }
        return node.doubleValue();
    }

    List<Double> numbers(String name) {
        JsonNode node = take(name);
        List<Double> numbers = new ArrayList<>();
        for (Iterator<JsonNode> elements = node.elements(); elements.hasNext(); ) {
            JsonNode element = elements.next();
            if (!element.isNumber()) {
                throw wrong(name, "numbers", element);
            }
            numbers.add(element.doubleValue());
        }
        return numbers;
    }

    <T> List<T> objects(String name, Function<JsonFields, T> reader) {
        JsonNode node = take(name);
        List<T> values = new ArrayList<>();
        for (JsonNode element : node) {
            values.add(read(element, path + "." + name, reader));
        }
        return values;
    }

    /** Reads a text that has only one supported value: the bundle says it, so that a reader who supports more knows. */
    void require(String name, String only) {
        String value = text(name);
        if (!value.equals(only)) {
            throw new ModelBundleException(path + "." + name + " must be '" + only + "', got '" + value + "'");
        }
    }

    private JsonNode take(String name) {
        unread.remove(name);
        JsonNode node = object.get(name);
        if (node == null) {
            throw new ModelBundleException(path + "." + name + " is missing");
        }
        return node;
    }

    private ModelBundleException wrong(String name, String wanted, JsonNode got) {
        return new ModelBundleException(path + "." + name + " must be " + wanted + ", got " + got.getNodeType());
    }
}
