package dev.weft.core;

import java.util.List;

/** A typed attribute of a media item, for filters: text, number, truth value, or several texts. */
public sealed interface AttributeValue {

    record Text(String value) implements AttributeValue {}

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
}
