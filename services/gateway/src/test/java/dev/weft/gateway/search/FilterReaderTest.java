package dev.weft.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.core.AttributeValue;
import dev.weft.gateway.intake.Json;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.vectorstore.Filter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterReaderTest {

    @Test
    void shouldReadEveryOperator() {
        // when
        Filter filter = read("""
                {"and": [{"eq": ["colour", "red"]}, {"eq": ["sale", true]}, {"in": ["size", [1, 2]]},
                         {"or": [{"range": ["price", {"gte": 5, "lt": 20}]}, {"not": {"eq": ["tags", "old"]}}]}]}""");

        // then
        assertThat(filter)
                .isEqualTo(new Filter.And(List.of(
                        new Filter.Eq("colour", AttributeValue.of("red")),
                        new Filter.Eq("sale", AttributeValue.of(true)),
                        new Filter.In("size", List.of(AttributeValue.of(1), AttributeValue.of(2))),
                        new Filter.Or(List.of(
                                new Filter.Range(
                                        "price",
                                        Optional.of(new Filter.Bound(5, true)),
                                        Optional.of(new Filter.Bound(20, false))),
                                new Filter.Not(new Filter.Eq("tags", AttributeValue.of("old"))))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"colour = 'red'\"",
                "{\"eq\": [\"a\", 1], \"in\": [\"b\", [1]]}",
                "{\"eq\": [\"a b\", 1]}",
                "{\"eq\": [\"a\", null]}",
                "{\"eq\": [\"a\", [1]]}",
                "{\"eq\": [\"a\", 1, 2]}",
                "{\"in\": [\"a\", []]}",
                "{\"in\": [\"a\", 1]}",
                "{\"range\": [\"a\", {}]}",
                "{\"range\": [\"a\", {\"lt\": \"x\"}]}",
                "{\"range\": [\"a\", {\"lt\": 1, \"lte\": 2}]}",
                "{\"range\": [\"a\", {\"below\": 1}]}",
                "{\"range\": [\"a\", {\"lt\": 1e999}]}",
                "{\"and\": []}",
                "{\"not\": [1]}",
                "{\"colour\": \"red\"}"
            })
    void shouldRefuseWhatIsNoFilter(String json) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(json))
                .extracting(ProblemException::reason)
                .isEqualTo(Reason.INVALID_FILTER);
    }

    @Test
    void shouldBoundDepthAndSize() {
        // given
        String deep = "{\"not\": ".repeat(20) + "{\"eq\": [\"a\", 1]}" + "}".repeat(20);
        String wide = "{\"or\": [" + "{\"eq\": [\"a\", 1]},".repeat(300) + "{\"eq\": [\"a\", 1]}]}";

        // then
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(deep))
                .withMessageContaining("deep");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(wide))
                .withMessageContaining("256");
    }

    private static Filter read(String json) {
        return FilterReader.read(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
