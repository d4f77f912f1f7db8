package dev.weft.evaluation.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Embedding;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorMatrixTest {

    @Test
    void shouldCountRowsThatAreNoUnitVectors() {
        float nan = Float.NaN;
        float infinite = Float.POSITIVE_INFINITY;
        VectorMatrix matrix = VectorMatrix.wrap(new float[] {1, 0, nan, 0, 0, 0, infinite, 0, 0.5f, 0.5f, 0, -1}, 6, 2);

        assertThat(matrix.unusableRows()).isEqualTo(4);
    }

    @Test
    void shouldRefuseEmbeddingsOfDifferentDimensions() {
        List<Embedding> mixed = List.of(Embedding.of(1, 0), Embedding.of(1));

        assertThatThrownBy(() -> VectorMatrix.of(mixed)).hasMessageContaining("2 dimensions, got 1 at 1");
    }

    @Test
    void shouldRefuseAnArrayOfAnotherShape() {
        assertThatThrownBy(() -> VectorMatrix.wrap(new float[3], 2, 2)).hasMessageContaining("got 3 values for 2 x 2");
    }

    @Test
    void shouldKeepWhatIsAbsentWhenRowsAreCopied() {
        BitSet second = new BitSet();
        second.set(1);
        VectorMatrix three = VectorMatrix.wrap(new float[] {1, 0, 0, 1}, 2, 2).withAbsent(second);

        assertThat(three.rows()).isEqualTo(3);
        assertThat(three.get(2, 1)).isEqualTo(1);
        assertThat(three.firstRows(2).isAbsent(1)).isTrue();
        assertThat(three.rows(2, 1).isAbsent(0)).isFalse();
        assertThat(three.rows(2, 1).isAbsent(1)).isTrue();
        assertThat(three.followedBy(three).isAbsent(4)).isTrue();
        assertThat(three.followedBy(three).isAbsent(5)).isFalse();
    }

    @Test
    void shouldRefuseAnAbsentRowBehindTheLast() {
        BitSet fifth = new BitSet();
        fifth.set(4);

        assertThatThrownBy(() -> VectorMatrix.wrap(new float[] {1, 0}, 1, 2).withAbsent(fifth))
                .hasMessageContaining("among 2, got one at 4");
    }
}
