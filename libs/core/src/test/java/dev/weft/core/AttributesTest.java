package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    @Test
    void shouldOrderByNameWhenMadeOfAnyMap() {
        Attributes attributes = Attributes.of(Map.of("b", AttributeValue.of(1), "a", AttributeValue.of(true)));

        assertThat(attributes.values().keySet()).containsExactly("a", "b");
    }

    @Test
    void shouldKeepItsValuesWhenTheSourceIsChanged() {
        // given
        TreeMap<String, AttributeValue> source = new TreeMap<>(Map.of("a", AttributeValue.of("x")));
        Attributes attributes = new Attributes(source);

        // when
        source.put("b", AttributeValue.of("y"));

        // then
        assertThat(attributes.values()).containsOnlyKeys("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> attributes.values().put("c", AttributeValue.of(1)));
    }

    @ParameterizedTest
    @MethodSource("dev.weft.core.Hostile#ids")
    void shouldRefuseWhenANameIsHostile(String hostile) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.of(Map.of(hostile, AttributeValue.of("x"))))
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(250));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a", "_a", "a-b", "a.b", "a'b", "a\"b"})
    void shouldRefuseWhenANameCouldBreakAFilter(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Attributes.requireName(name));
    }

    @Test
    void shouldRefuseWhenThereAreTooMany() {
        Map<String, AttributeValue> many = new TreeMap<>();
        IntStream.rangeClosed(0, Attributes.MAX_ATTRIBUTES).forEach(i -> many.put("a" + i, AttributeValue.of(i)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attributes.of(many))
                .withMessageContaining("got 65");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseWhenANumberIsNotFinite(double number) {
        assertThatIllegalArgumentException().isThrownBy(() -> AttributeValue.of(number));
    }

    @Test
    void shouldKeepItsTextsWhenTheSourceIsChanged() {
        // given
        List<String> source = new ArrayList<>(List.of("a"));
        AttributeValue texts = AttributeValue.of(source);

        // when
        source.add("b");

        // then
        assertThat(texts).isEqualTo(AttributeValue.of(List.of("a")));
    }
}
