package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {

    @Test
    void shouldKeepItsValuesWhenTheSourceIsChanged() {
        // given
        float[] source = {1, 0};
        Embedding embedding = Embedding.of(source);

        // when
        source[0] = 0;

        // then
        assertThat(embedding.get(0)).isEqualTo(1);
    }

    @Test
    void shouldKeepItsValuesWhenAnArrayItGaveAwayIsChanged() {
        // given
        Embedding embedding = Embedding.of(1, 0);

        // when
        embedding.toArray()[0] = 0;

        // then
        assertThat(embedding.get(0)).isEqualTo(1);
    }

    @Test
    void shouldKeepTheSourceWhenNormalized() {
        // given
        float[] source = {3, 4};

        // when
        Embedding embedding = Embedding.normalized(source);

        // then
        assertThat(source).containsExactly(3, 4);
        assertThat(embedding).isEqualTo(Embedding.of(0.6f, 0.8f));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void shouldRefuseWhenAValueIsNotFinite(float value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.of(1, value));
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.wrap(new float[] {1, value}));
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.normalized(1, value));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.98f, 1.02f, -0.5f})
    void shouldRefuseWhenTheNormIsNotOne(float value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.of(value))
                .withMessageContaining("got norm");
    }

    @Test
    void shouldRefuseWhenThereIsNoDirection() {
        assertThatIllegalArgumentException().isThrownBy(() -> Embedding.normalized(0, 0));
        assertThatIllegalArgumentException().isThrownBy(Embedding::of);
    }

    @Test
    void shouldRefuseToCompareWhenDimensionsDiffer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Embedding.of(1).cosine(Embedding.of(1, 0)))
                .withMessageContaining("got 2");
    }

    @Property
    void shouldBeClosestToItselfWhenCompared(
            @ForAll @Size(8) float[] a, @ForAll @Size(8) @FloatRange(min = -1, max = 1) float[] b) {
        // given
        Embedding one = direction(a);
        Embedding other = direction(b);

        // when
        float cosine = one.cosine(other);

        // then
        assertThat(cosine).isEqualTo(other.cosine(one)).isBetween(-1.0001f, 1.0001f);
        assertThat(one.cosine(one)).isCloseTo(1, within(1e-5f));
    }

    @Property
    void shouldEqualItsCopyWhenMadeOfItsValues(@ForAll @Size(8) @FloatRange(min = -1, max = 1) float[] values) {
        Embedding embedding = direction(values);

        assertThat(Embedding.of(embedding.toArray())).isEqualTo(embedding).hasSameHashCodeAs(embedding);
        assertThat(embedding.dimension()).isEqualTo(8);
    }

    @Test
    void shouldNotShowItsValuesWhenPrinted() {
        assertThat(Embedding.of(1, 0)).hasToString("Embedding[2]");
    }

    private static Embedding direction(float[] values) {
        try {
            return Embedding.normalized(values);
        } catch (IllegalArgumentException zero) {
            return Embedding.normalized(1, 0, 0, 0, 0, 0, 0, 0);
        }
    }
}
