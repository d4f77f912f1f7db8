package dev.weft.vectorstore.spi;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.UnknownFieldException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How attributes map to types, for filters. */
public final class AttributeTypes {

    private AttributeTypes() {}

    /** The types of an item's attributes. An empty list of texts has nothing to be found by and is left out. */
    public static SortedMap<String, AttributeType> of(Attributes attributes) {
        SortedMap<String, AttributeType> types = new TreeMap<>();
        for (Map.Entry<String, AttributeValue> entry : attributes.values().entrySet()) {
            switch (entry.getValue()) {
                case AttributeValue.Text text -> types.put(entry.getKey(), AttributeType.TEXT);
                case AttributeValue.Numeric numeric -> types.put(entry.getKey(), AttributeType.NUMERIC);
                case AttributeValue.Flag flag -> types.put(entry.getKey(), AttributeType.FLAG);
                case AttributeValue.Texts texts -> {
                    if (!texts.values().isEmpty()) {
                        types.put(entry.getKey(), AttributeType.TEXT);
                    }
                }
            }
        }
        return types;
    }

    /** The one type to tell of an attribute that items have with different types: the first of the enum's order. */
    public static AttributeType widest(AttributeType one, AttributeType other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /**
     * Equates the two zeros, as users do: filters compare numbers by value, and {@link Double#compare} does not.
     *
     * @return the value, or 0.0 for -0.0
     */
    public static double comparable(double value) {
        return value + 0.0;
    }

    /** @throws UnknownFieldException if the filter names an attribute that is not among the known ones */
    public static void requireKnown(Filter filter, SortedMap<String, AttributeType> known) {
        for (String field : filter.fields()) {
            if (!known.containsKey(field)) {
                throw new UnknownFieldException(field, known.keySet());
            }
        }
    }
}
