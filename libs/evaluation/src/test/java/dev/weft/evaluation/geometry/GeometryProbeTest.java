package dev.weft.evaluation.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.Embedding;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.testkit.UnitVectors;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeometryProbeTest {

    private static final int DIMENSION = 16;
    private static final int PAIRS = 400;
    private static final GeometryProbe PROBE = new GeometryProbe(new ExactSearch(2), PAIRS, 1);

    @Test
    void shouldFindAMixedSpaceWhereTextsAreTheirPictures() throws Exception {
        VectorMatrix same = VectorMatrix.of(random(7));

        SpaceGeometry geometry = PROBE.measure(same, same);

        assertThat(geometry.gap()).isZero();
        assertThat(geometry.matchedCosine()).isCloseTo(1, within(1e-6));
        assertThat(geometry.alignment()).isCloseTo(0, within(1e-6));
        assertThat(geometry.randomCosine()).isCloseTo(0, within(0.02));
        assertThat(geometry.otherModalityShare()).isCloseTo(0.5, within(0.06));
    }

    @Test
    void shouldUseAllDimensionsWhenVectorsAreSpreadEvenly() throws Exception {
        VectorMatrix pictures = VectorMatrix.of(random(7));

        SpaceGeometry geometry = PROBE.measure(pictures, VectorMatrix.of(random(8)));

        assertThat(geometry.effectiveRank()).isCloseTo(DIMENSION, within(1.0));
        assertThat(geometry.meanCosine()).isCloseTo(0, within(0.02));
        // On the sphere the mean of exp(-4 + 4 cosine) with a variance of the cosine of 1/16 is about exp(-4 + 8/16).
        assertThat(geometry.uniformity()).isCloseTo(-3.5, within(0.1));
        assertThat(geometry.separability()).isBetween(40.0, 65.0);
        assertThat(geometry.hubShare()).isLessThan(0.1);
    }

    @Test
    void shouldSeeTheGapBetweenTwoCones() throws Exception {
        VectorMatrix pictures = cone(7, 3);
        VectorMatrix texts = cone(8, -3);

        SpaceGeometry geometry = PROBE.measure(pictures, texts);

        assertThat(geometry.gap()).isGreaterThan(1.5);
        assertThat(geometry.separability()).isEqualTo(100);
        assertThat(geometry.otherModalityShare()).isZero();
        assertThat(geometry.meanCosine()).isGreaterThan(0.8);
    }

    @Test
    void shouldSeeACollapse() throws Exception {
        VectorMatrix constant = VectorMatrix.of(Collections.nCopies(PAIRS, new UnitVectors(DIMENSION, 1).next()));

        SpaceGeometry geometry = PROBE.measure(constant, constant);

        assertThat(geometry.effectiveRank()).isCloseTo(1, within(1e-4));
        assertThat(geometry.meanCosine()).isCloseTo(1, within(1e-4));
        assertThat(geometry.uniformity()).isCloseTo(0, within(1e-4));
        assertThat(geometry.hubSkewness()).isGreaterThan(5);
    }

    @Test
    void shouldMeasureWhatIsThereOfAPairThatIsAbsent() throws Exception {
        VectorMatrix pictures = VectorMatrix.of(random(7));
        VectorMatrix texts = VectorMatrix.of(random(8));
        BitSet last = new BitSet();
        last.set(PAIRS);
        SpaceGeometry whole = PROBE.measure(pictures, texts);
        GeometryProbe onePairMore = new GeometryProbe(new ExactSearch(2), PAIRS + 1, 1);

        SpaceGeometry geometry = onePairMore.measure(pictures.withAbsent(last), texts.withAbsent(last));

        assertThat(geometry).isEqualTo(whole);
    }

    @Test
    void shouldSeeAHub() throws Exception {
        List<Embedding> pictures = random(7).stream().toList();
        VectorMatrix texts = cone(8, 1);
        VectorMatrix withHub = VectorMatrix.of(Stream.concat(
                        Stream.of(axis(), axis(), axis(), axis()),
                        pictures.stream().skip(4))
                .toList());

        SpaceGeometry geometry = PROBE.measure(withHub, texts);

        assertThat(geometry.hubShare()).isGreaterThan(0.3);
        assertThat(geometry.hubShare())
                .isGreaterThan(PROBE.measure(VectorMatrix.of(pictures), texts).hubShare() + 0.1);
    }

    @Test
    void shouldMeasureTheSamePairsAgain() throws Exception {
        GeometryProbe sampling = new GeometryProbe(new ExactSearch(2), 50, 1);
        VectorMatrix pictures = VectorMatrix.of(random(7));
        VectorMatrix texts = VectorMatrix.of(random(8));

        assertThat(sampling.measure(pictures, texts)).isEqualTo(sampling.measure(pictures, texts));
        assertThat(sampling.measure(pictures, texts).pairs()).isEqualTo(50);
    }

    @Test
    void shouldRefuseTextsThatAreNotAsManyAsPictures() {
        VectorMatrix pictures = VectorMatrix.of(random(7));

        assertThatThrownBy(() -> PROBE.measure(pictures, pictures.firstRows(3)))
                .hasMessageContaining("got 400 x 16 and 3 x 16");
    }

    private static List<Embedding> random(long seed) {
        return Stream.generate(new UnitVectors(DIMENSION, seed)::next)
                .limit(PAIRS)
                .toList();
    }

    /** Directions around the first axis, on the side of the sign. */
    private static VectorMatrix cone(long seed, float along) {
        return VectorMatrix.of(random(seed).stream()
                .map(vector -> {
                    float[] values = vector.toArray();
                    values[0] += along;
                    return Embedding.normalized(values);
                })
                .toList());
    }

    private static Embedding axis() {
        float[] values = new float[DIMENSION];
        values[0] = 1;
        return Embedding.wrap(values);
    }
}
