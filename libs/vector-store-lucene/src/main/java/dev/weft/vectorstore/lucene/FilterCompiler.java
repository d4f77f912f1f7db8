package dev.weft.vectorstore.lucene;

import dev.weft.core.AttributeValue;
import dev.weft.core.Split;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.Filter;
import dev.weft.vectorstore.VectorQuery;
import dev.weft.vectorstore.spi.AttributeTypes;
import java.util.List;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Filters as Lucene queries, built from terms and points: there is no query text that a value could break out of. */
final class FilterCompiler {

    private FilterCompiler() {}

    /** The rows that a search may see: always of its tenant only. */
    static Query compile(VectorQuery query) {
        BooleanQuery.Builder visible = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Fields.TENANT, query.tenant().value())), Occur.FILTER);
        if (!(query.filter() instanceof Filter.All)) {
            visible.add(compile(query.filter()), Occur.FILTER);
        }
        query.excluded().ifPresent(key -> visible.add(new TermQuery(Fields.key(key)), Occur.MUST_NOT));
        return visible.build();
    }

    static Query compile(Filter filter) {
        return switch (filter) {
            case Filter.All all -> new MatchAllDocsQuery();
            case Filter.InSplit(Split split) -> new TermQuery(new Term(Fields.SPLIT, split.wireName()));
            case Filter.Eq eq -> equal(eq.field(), eq.value());
            case Filter.In in ->
                anyOf(in.values().stream()
                        .map(value -> equal(in.field(), value))
                        .toList());
            case Filter.Range range -> within(range);
            case Filter.And and -> allOf(and.operands());
            case Filter.Or or ->
                anyOf(or.operands().stream().map(FilterCompiler::compile).toList());
            case Filter.Not not ->
                new BooleanQuery.Builder()
                        .add(new MatchAllDocsQuery(), Occur.FILTER)
                        .add(compile(not.operand()), Occur.MUST_NOT)
                        .build();
        };
    }

    private static Query equal(String field, AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text text ->
                new TermQuery(new Term(Fields.attribute(AttributeType.TEXT, field), TextTerm.of(text.value())));
            case AttributeValue.Flag flag ->
                new TermQuery(new Term(Fields.attribute(AttributeType.FLAG, field), Boolean.toString(flag.value())));
            case AttributeValue.Numeric number ->
                DoubleField.newExactQuery(
                        Fields.attribute(AttributeType.NUMERIC, field), AttributeTypes.comparable(number.value()));
            case AttributeValue.Texts texts ->
                throw new IllegalArgumentException("a filter compares with single values, got several texts");
        };
    }

    private static Query within(Filter.Range range) {
        double lower = range.lower()
                .map(bound -> {
                    double value = AttributeTypes.comparable(bound.value());
                    return bound.inclusive() ? value : Math.nextUp(value);
                })
                .orElse(Double.NEGATIVE_INFINITY);
        double upper = range.upper()
                .map(bound -> {
                    double value = AttributeTypes.comparable(bound.value());
                    return bound.inclusive() ? value : Math.nextDown(value);
                })
                .orElse(Double.POSITIVE_INFINITY);
        return DoubleField.newRangeQuery(Fields.attribute(AttributeType.NUMERIC, range.field()), lower, upper);
    }

    private static Query allOf(List<Filter> operands) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        operands.forEach(operand -> all.add(compile(operand), Occur.FILTER));
        return all.build();
    }

    private static Query anyOf(List<Query> queries) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        queries.forEach(query -> any.add(query, Occur.SHOULD));
        return new ConstantScoreQuery(any.build());
    }
}
