package dev.weft.core;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The typed attributes of a media item, by name, in the order of their names. */
public record Attributes(SortedMap<String, AttributeValue> values) {

    public static final Attributes NONE = new Attributes(new TreeMap<>());

    /** Bounds what one item can do to an index and to a message. */
    public static final int MAX_ATTRIBUTES = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    public Attributes {
        if (values.size() > MAX_ATTRIBUTES) {
            throw new IllegalArgumentException(
                    "an item may have up to " + MAX_ATTRIBUTES + " attributes, got " + values.size());
        }
        values.keySet().forEach(Attributes::requireName);
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Attributes of(Map<String, AttributeValue> values) {
        return new Attributes(new TreeMap<>(values));
    }

    /**
     * Checks the name of an attribute or of a filter's field.
     *
     * @throws IllegalArgumentException if it is no name
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an attribute's name must be a letter followed by up to 63 letters, digits or underscores, got "
                            + name.length() + " characters that are not");
        }
        return name;
    }
}
