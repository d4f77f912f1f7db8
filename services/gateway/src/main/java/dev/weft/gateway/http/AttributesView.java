package dev.weft.gateway.http;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attributes as JSON values, the way they came. */
final class AttributesView {

    /** Up to here a double is exactly a whole number. */
    private static final double EXACT = 1L << 53;

    private AttributesView() {}

    static Map<String, Object> of(Attributes attributes) {
        Map<String, Object> values = new LinkedHashMap<>();
        attributes.values().forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Object value(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text text -> text.value();
            case AttributeValue.Numeric number -> number(number.value());
            case AttributeValue.Flag flag -> flag.value();
            case AttributeValue.Texts texts -> texts.values();
        };
    }

    private static Object number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) <= EXACT;
        if (whole) {
            return (long) value;
        }
        return value;
    }
}
