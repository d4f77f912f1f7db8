package dev.weft.vectorstore.milvus;

import dev.weft.core.AttributeValue;
import dev.weft.core.Modality;
import dev.weft.core.Split;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.spi.AttributeTypes;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Filters as Milvus expressions. Texts go in as {@linkplain SafeText labels}, which can't end a string, and names of attributes are letters, digits
 * and underscores by their own rules.
 *
 * <p>Every condition is true or false, and never unknown, whether a row has the attribute or not: some servers know a third value and keep it when
 * it is negated.
 */
final class FilterCompiler {

    private FilterCompiler() {}

    /** The rows that a search may see: always parts, and of its tenant only. */
    static String compile(VectorQuery query) {
        StringBuilder visible = new StringBuilder(Fields.TENANT)
                .append(" == ")
                .append(quoted(query.tenant().value()))
                .append(" and ")
                .append(RowKind.PART.condition());
        if (query.modalities().size() < Modality.values().length) {
            visible.append(" and ")
                    .append(in(
                            Fields.MODALITY,
                            query.modalities().stream()
                                    .map(Modality::wireName)
                                    .sorted()
                                    .toList()));
        }
        query.excluded()
                .ifPresent(key -> visible.append(" and ")
                        .append(Fields.ITEM)
                        .append(" != ")
                        .append(quoted(key.toString())));
        if (!(query.filter() instanceof Filter.All)) {
            visible.append(" and ").append(compile(query.filter()));
        }
        return visible.toString();
    }

    /** @param values safe texts */
    static String in(String field, Collection<String> values) {
        return field + " in " + list(values);
    }

    /** In parentheses. */
    private static String compile(Filter filter) {
        return switch (filter) {
            // There is no expression for "all": this one holds of every row that a search sees.
            case Filter.All all -> "(" + RowKind.PART.condition() + ")";
            case Filter.InSplit(Split split) -> "(" + Fields.SPLIT + " == " + quoted(split.wireName()) + ")";
            case Filter.Eq eq -> equal(eq.field(), eq.value());
            case Filter.In in ->
                joined(
                        " or ",
                        in.values().stream()
                                .map(value -> equal(in.field(), value))
                                .toList());
            case Filter.Range range -> within(range);
            case Filter.And and ->
                joined(
                        " and ",
                        and.operands().stream().map(FilterCompiler::compile).toList());
            case Filter.Or or ->
                joined(
                        " or ",
                        or.operands().stream().map(FilterCompiler::compile).toList());
            case Filter.Not not -> "(not " + compile(not.operand()) + ")";
        };
    }

    private static String equal(String field, AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text text ->
                "(json_contains(" + path(StoredAttributes.TEXT, field) + ", " + quoted(SafeText.label(text.value()))
                        + "))";
            case AttributeValue.Numeric number ->
                whenThere(StoredAttributes.NUMERIC, field, " == " + AttributeTypes.comparable(number.value()));
            case AttributeValue.Flag flag -> whenThere(StoredAttributes.FLAG, field, " == " + flag.value());
            case AttributeValue.Texts texts ->
                throw new IllegalArgumentException("a filter compares with single values, got several texts");
        };
    }

    private static String within(Filter.Range range) {
        List<String> bounds = List.of(
                range.lower().map(bound -> bound(bound, " >")).orElse(""),
                range.upper().map(bound -> bound(bound, " <")).orElse(""));
        return joined(
                " and ",
                bounds.stream()
                        .filter(bound -> !bound.isEmpty())
                        .map(bound -> whenThere(StoredAttributes.NUMERIC, range.field(), bound))
                        .toList());
    }

    private static String bound(Filter.Bound bound, String direction) {
        return direction + (bound.inclusive() ? "= " : " ") + AttributeTypes.comparable(bound.value());
    }

    private static String whenThere(String type, String field, String condition) {
        String path = path(type, field);
        return "((exists " + path + ") and (" + path + condition + "))";
    }

    private static String path(String type, String field) {
        return Fields.ATTRIBUTES + "[" + quoted(type + field) + "]";
    }

    private static String joined(String operator, List<String> conditions) {
        return conditions.stream().collect(Collectors.joining(operator, "(", ")"));
    }

    private static String list(Collection<String> values) {
        return values.stream().map(FilterCompiler::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** The last line of defence: whatever comes here is safe already. */
    static String quoted(String safe) {
        if (safe.indexOf('"') >= 0 || safe.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(
                    "a text in a filter must be made safe first, got one with a quote or backslash");
        }
        return '"' + safe + '"';
    }
}
