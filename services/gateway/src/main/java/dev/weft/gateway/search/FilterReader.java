package dev.weft.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.vectorstore.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes filters of JSON: one operator per object, nested within bounds. Not thread-safe; one per filter. */
final class FilterReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_CONDITIONS = 256;
    private static final int MAX_VALUES = 1000;

    private int conditions;

    private FilterReader() {}

    /** @throws ProblemException {@code invalid_filter} */
    static Filter read(JsonNode node) {
        return new FilterReader().filter(node, 1);
    }

    private Filter filter(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            throw invalid("a filter may be nested " + MAX_DEPTH + " deep");
        }
        if (++conditions > MAX_CONDITIONS) {
            throw invalid("a filter may have up to " + MAX_CONDITIONS + " conditions");
        }
        if (!(node instanceof ObjectNode object) || object.size() != 1) {
            throw invalid("a filter is an object with exactly one of eq, in, range, and, or, not");
        }
        Map.Entry<String, JsonNode> only = object.properties().iterator().next();
        JsonNode operand = only.getValue();
        return switch (only.getKey()) {
            case "eq" -> new Filter.Eq(field("eq", operand), value("eq", operand.get(1)));
            case "in" -> new Filter.In(field("in", operand), values(operand.get(1)));
            case "range" -> range(field("range", operand), operand.get(1));
            case "and" -> new Filter.And(filters("and", operand, depth));
            case "or" -> new Filter.Or(filters("or", operand, depth));
            case "not" -> new Filter.Not(filter(operand, depth + 1));
            default ->
                throw invalid(
                        "unknown operator " + Quoted.of(only.getKey()) + "; known are and, eq, in, not, or, range");
        };
    }

    private List<Filter> filters(String operator, JsonNode operands, int depth) {
        if (!operands.isArray() || operands.isEmpty()) {
            throw invalid("'" + operator + "' takes an array with at least one filter");
        }
        List<Filter> filters = new ArrayList<>(operands.size());
        for (JsonNode operand : operands) {
            filters.add(filter(operand, depth + 1));
        }
        return filters;
    }

    private static String field(String operator, JsonNode operand) {
        if (!operand.isArray() || operand.size() != 2 || !operand.get(0).isTextual()) {
            throw invalid("'" + operator + "' takes an array of a field's name and what it is compared with");
        }
        String name = operand.get(0).textValue();
        try {
            return Attributes.requireName(name);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Reason.INVALID_FILTER, "a filter's field must be an attribute's name, got " + Quoted.of(name), e);
        }
    }

    private static List<AttributeValue> values(JsonNode node) {
        if (!node.isArray() || node.isEmpty() || node.size() > MAX_VALUES) {
            throw invalid("'in' takes an array of 1 to " + MAX_VALUES + " values");
        }
        List<AttributeValue> values = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            values.add(value("in", element));
        }
        return values;
    }

    private static AttributeValue value(String operator, JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> AttributeValue.of(node.textValue());
            case BOOLEAN -> AttributeValue.of(node.booleanValue());
            case NUMBER -> AttributeValue.of(finite(node));
            case ARRAY, OBJECT, NULL, MISSING, BINARY, POJO ->
                throw invalid("'" + operator + "' compares with a string, a number or a boolean");
        };
    }

    private static Filter range(String field, JsonNode node) {
        if (!(node instanceof ObjectNode bounds) || bounds.isEmpty()) {
            throw invalid("'range' takes an object with at least one of lt, lte, gt, gte");
        }
        Optional<Filter.Bound> lower = Optional.empty();
        Optional<Filter.Bound> upper = Optional.empty();
        for (Map.Entry<String, JsonNode> bound : bounds.properties()) {
            if (!bound.getValue().isNumber()) {
                throw invalid("the bounds of 'range' are numbers");
            }
            double value = finite(bound.getValue());
            switch (bound.getKey()) {
                case "gt" -> lower = once(lower, new Filter.Bound(value, false));
                case "gte" -> lower = once(lower, new Filter.Bound(value, true));
                case "lt" -> upper = once(upper, new Filter.Bound(value, false));
                case "lte" -> upper = once(upper, new Filter.Bound(value, true));
                default -> throw invalid("unknown bound " + Quoted.of(bound.getKey()) + "; known are gt, gte, lt, lte");
            }
        }
        return new Filter.Range(field, lower, upper);
    }

    private static Optional<Filter.Bound> once(Optional<Filter.Bound> present, Filter.Bound bound) {
        if (present.isPresent()) {
            throw invalid("'range' takes one lower and one upper bound");
        }
        return Optional.of(bound);
    }

    private static double finite(JsonNode node) {
        double value = node.doubleValue();
        if (!Double.isFinite(value)) {
            throw invalid("numbers must be finite");
        }
        return value;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Reason.INVALID_FILTER, detail);
    }
}
