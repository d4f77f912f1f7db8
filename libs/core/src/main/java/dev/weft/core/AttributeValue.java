package dev.weft.core;

import java.util.List;

/** A typed attribute of a media item, for filters: text, number, truth value, or several texts. */
public sealed interface AttributeValue {

    /** UTF-8 makes up to 24,000 bytes of it: an index's terms end at 32,766 (Lucene). */
    int MAX_TEXT_CHARS = 8_000;

    /** How many texts one attribute may have. */
    int MAX_TEXTS = 256;

    record Text(String value) implements AttributeValue {
        public Text {
            requireText(value);
        }
    }

    /** A finite number. Integers up to 2^53 are exact. */
    record Numeric(double value) implements AttributeValue {
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a numeric attribute must be finite, got " + value);
            }
        }
    }

    record Flag(boolean value) implements AttributeValue {}

    /** Equals a filter's value when one of its texts does. */
    record Texts(List<String> values) implements AttributeValue {
        public Texts {
            values = List.copyOf(values);
            if (values.size() > MAX_TEXTS) {
                throw new IllegalArgumentException(
                        "an attribute may have up to " + MAX_TEXTS + " texts, got " + values.size());
            }
            values.forEach(AttributeValue::requireText);
        }
    }

    static AttributeValue of(String value) {
        return new Text(value);
    }

    static AttributeValue of(double value) {
        return new Numeric(value);
    }

    static AttributeValue of(boolean value) {
        return new Flag(value);
    }

    static AttributeValue of(List<String> values) {
        return new Texts(values);
    }

    private static void requireText(String value) {
        if (value.length() > MAX_TEXT_CHARS) {
            throw new IllegalArgumentException(
                    "a text of an attribute may have up to " + MAX_TEXT_CHARS + " characters, got " + value.length());
        }
    }
}
