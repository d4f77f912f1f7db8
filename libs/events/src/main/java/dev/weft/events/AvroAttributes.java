package dev.weft.events;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attributes as Avro's union of string, double, boolean and array of strings. */
final class AvroAttributes {

    private AvroAttributes() {}

    static Map<String, Object> toAvro(Attributes attributes) {
        Map<String, Object> avro = HashMap.newHashMap(attributes.values().size());
        attributes
                .values()
                .forEach((name, value) -> avro.put(
                        name,
                        switch (value) {
                            case AttributeValue.Text text -> text.value();
                            case AttributeValue.Numeric number -> number.value();
                            case AttributeValue.Flag flag -> flag.value();
                            case AttributeValue.Texts texts -> texts.values();
                        }));
        return avro;
    }

    static Attributes fromAvro(Map<String, Object> avro) {
        TreeMap<String, AttributeValue> values = new TreeMap<>();
        avro.forEach((name, value) -> values.put(name, value(name, value)));
        return new Attributes(values);
    }

    private static AttributeValue value(String name, Object value) {
        return switch (value) {
            case CharSequence text -> AttributeValue.of(text.toString());
            case Double number -> AttributeValue.of(number);
            case Boolean flag -> AttributeValue.of(flag);
            case List<?> texts ->
                AttributeValue.of(texts.stream().map(Object::toString).toList());
            default ->
                throw new IllegalArgumentException("attribute " + name
                        + " must be a text, a number, a truth value or texts, got "
                        + value.getClass().getSimpleName());
        };
    }
}
