package dev.weft.vectorstore;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Split;
import dev.weft.vectorstore.spi.AttributeTypes;
import org.jspecify.annotations.Nullable;

/** The meaning of a filter, said plainly: what every other store's compiled form must agree with. */
final class FilterEvaluator {

    private FilterEvaluator() {}

    static boolean matches(Filter filter, Mutation.Put put) {
        Attributes attributes = put.attributes();
        return switch (filter) {
            case Filter.All all -> true;
            case Filter.InSplit(Split split) -> Split.of(put.family()) == split;
            case Filter.Eq eq -> equal(attributes.values().get(eq.field()), eq.value());
            case Filter.In in -> {
                AttributeValue stored = attributes.values().get(in.field());
                yield in.values().stream().anyMatch(value -> equal(stored, value));
            }
            case Filter.Range range -> within(attributes.values().get(range.field()), range);
            case Filter.And and -> and.operands().stream().allMatch(operand -> matches(operand, put));
            case Filter.Or or -> or.operands().stream().anyMatch(operand -> matches(operand, put));
            case Filter.Not not -> !matches(not.operand(), put);
        };
    }

    private static boolean equal(@Nullable AttributeValue stored, AttributeValue wanted) {
        return switch (stored) {
            case null -> false;
            case AttributeValue.Texts texts ->
                wanted instanceof AttributeValue.Text text && texts.values().contains(text.value());
            case AttributeValue.Numeric number ->
                wanted instanceof AttributeValue.Numeric other && compare(number.value(), other.value()) == 0;
            case AttributeValue.Text text -> text.equals(wanted);
            case AttributeValue.Flag flag -> flag.equals(wanted);
        };
    }

    private static boolean within(@Nullable AttributeValue stored, Filter.Range range) {
        if (!(stored instanceof AttributeValue.Numeric number)) {
            return false;
        }
        return range.lower().map(lower -> above(number.value(), lower)).orElse(true)
                && range.upper().map(upper -> below(number.value(), upper)).orElse(true);
    }

    private static boolean above(double value, Filter.Bound bound) {
        int order = compare(value, bound.value());
        return bound.inclusive() ? order >= 0 : order > 0;
    }

    private static boolean below(double value, Filter.Bound bound) {
        int order = compare(value, bound.value());
        return bound.inclusive() ? order <= 0 : order < 0;
    }

    private static int compare(double one, double other) {
        return Double.compare(AttributeTypes.comparable(one), AttributeTypes.comparable(other));
    }
}
