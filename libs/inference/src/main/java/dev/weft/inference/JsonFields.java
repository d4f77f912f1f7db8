package dev.weft.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Reads a JSON object field by field and remembers which: what nobody asked for is an error, as a model would silently be another one. */
final class JsonFields {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode object;
    private final String path;
    private final Set<String> unread = new LinkedHashSet<>();

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
        object.fieldNames().forEachRemaining(unread::add);
    }

    /** Reads a file with the function; its name is in messages. */
    static <T> T parse(byte[] json, String file, Function<JsonFields, T> reader) {
        try {
            return read(JSON.readTree(new String(json, UTF_8)), file, reader);
        } catch (JsonProcessingException e) {
            throw new ModelBundleException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Reads a file that is a list of objects with the function; its name is in messages. */
    static <T> List<T> parseList(byte[] json, String file, Function<JsonFields, T> reader) {
        // A list has no fields of its own, so it is read as the only field of an object.
        byte[] object = ("{\"list\":" + new String(json, UTF_8) + "}").getBytes(UTF_8);
        return parse(object, file, fields -> fields.objects("list", reader));
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

    /** A field that is null counts as one that isn't there. */
    boolean has(String name) {
        if (object.path(name).isNull()) {
            unread.remove(name);
        }
        return object.hasNonNull(name);
    }

    /** All fields, for objects that are maps. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Fields that decide nothing here. */
    void ignore(Set<String> names) {
        unread.removeAll(names);
    }

    /** For files of others that say much more than decides the vectors. */
    void ignoreRest() {
        unread.clear();
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

    /** A text, or the {@code content} of an object that says more about it. */
    String content(String name) {
        JsonNode node = object.path(name).path("content");
        if (!node.isTextual()) {
            return text(name);
        }
        take(name);
        return node.textValue();
    }

    int integer(String name) {
        JsonNode node = take(name);
        if (!node.isInt()) {
            throw wrong(name, "a whole number", node);
        }
        return node.intValue();
    }

    int integer(String name, int absent) {
        return has(name) ? integer(name) : absent;
    }

    OptionalInt optionalInteger(String name) {
        return has(name) ? OptionalInt.of(integer(name)) : OptionalInt.empty();
    }

    boolean flag(String name, boolean absent) {
        if (!has(name)) {
            return absent;
        }
        JsonNode node = take(name);
        if (!node.isBoolean()) {
            throw wrong(name, "true or false", node);
        }
        return node.booleanValue();
    }

    double number(String name) {
        JsonNode node = take(name);
        if (!node.isNumber()) {
            throw wrong(name, "a number", node);
        }
        return node.doubleValue();
    }

    /** An object, or a number where an older writer put one. */
    <T> T numberOrObject(String name, IntFunction<T> ofNumber, Function<JsonFields, T> reader) {
        return object.path(name).isInt() ? ofNumber.apply(integer(name)) : object(name, reader);
    }

    List<Double> numbers(String name) {
        JsonNode node = take(name);
        if (!node.isArray()) {
            throw wrong(name, "numbers", node);
        }
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

    List<Integer> integers(String name) {
        return numbers(name).stream()
                .map(number -> {
                    if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
                        throw new IllegalArgumentException(name + " must be whole numbers, got " + number);
                    }
                    return number.intValue();
                })
                .toList();
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

    /** Requires a switch to be set as the only supported way has it. */
    void require(String name, boolean only) {
        if (flag(name, only) != only) {
            throw new ModelBundleException(path + "." + name + " must be " + only + ", got " + !only);
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
