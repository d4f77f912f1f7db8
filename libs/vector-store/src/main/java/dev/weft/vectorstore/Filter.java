package dev.weft.vectorstore;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Split;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A condition on an item: on its attributes, or on what its family may be used for. Each store compiles it to its own language; values are never spliced into a query text. */
public sealed interface Filter {

    /** The attributes it names. */
    default SortedSet<String> fields() {
        return switch (this) {
            case All all -> new TreeSet<>();
            case InSplit split -> new TreeSet<>();
            case Eq eq -> new TreeSet<>(Set.of(eq.field()));
            case In in -> new TreeSet<>(Set.of(in.field()));
            case Range range -> new TreeSet<>(Set.of(range.field()));
            case And and -> fields(and.operands());
            case Or or -> fields(or.operands());
            case Not not -> not.operand().fields();
        };
    }

    /** True for every row. */
    record All() implements Filter {}

    /**
     * The item's family is in this split of the learning loop. It is no attribute: each store derives it from the family of what is put, so that no
     * writer can forget it.
     */
    record InSplit(Split split) implements Filter {}

    /** The attribute has this value; for an attribute of several texts, one of them does. */
    record Eq(String field, AttributeValue value) implements Filter {
        public Eq {
            Attributes.requireName(field);
            requireSingle(value);
        }
    }

    /** The attribute has one of these values. */
    record In(String field, List<AttributeValue> values) implements Filter {
        public In {
            Attributes.requireName(field);
            values = List.copyOf(values);
            values.forEach(Filter::requireSingle);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("'in' needs at least one value, got none for " + field);
            }
        }
    }

    /** The numeric attribute lies between the bounds; a missing bound is no bound, and at least one is there. */
    record Range(String field, Optional<Bound> lower, Optional<Bound> upper) implements Filter {
        public Range {
            Attributes.requireName(field);
            if (lower.isEmpty() && upper.isEmpty()) {
                throw new IllegalArgumentException("'range' needs at least one bound, got none for " + field);
            }
        }
    }

    /** @param value finite */
    record Bound(double value, boolean inclusive) {
        public Bound {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a bound must be finite, got " + value);
            }
        }
    }

    record And(List<Filter> operands) implements Filter {
        public And {
            operands = requireOperands("and", operands);
        }
    }

    record Or(List<Filter> operands) implements Filter {
        public Or {
            operands = requireOperands("or", operands);
        }
    }

    /** True where the operand is not, rows without the attribute included. */
    record Not(Filter operand) implements Filter {}

    private static SortedSet<String> fields(List<Filter> operands) {
        SortedSet<String> fields = new TreeSet<>();
        operands.forEach(operand -> fields.addAll(operand.fields()));
        return fields;
    }

    private static void requireSingle(AttributeValue value) {
        if (value instanceof AttributeValue.Texts) {
            throw new IllegalArgumentException("a filter compares with single values, got several texts");
        }
    }

    private static List<Filter> requireOperands(String what, List<Filter> operands) {
        if (operands.isEmpty()) {
            throw new IllegalArgumentException("'" + what + "' needs at least one condition, got none");
        }
        return List.copyOf(operands);
    }
}
