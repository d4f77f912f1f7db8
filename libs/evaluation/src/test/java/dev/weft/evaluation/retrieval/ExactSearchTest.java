package dev.weft.evaluation.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.Embedding;
import dev.weft.testkit.UnitVectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactSearchTest {

    private static final ExactSearch SEARCH = new ExactSearch(2);

    @Test
    void shouldCountWhatStandsBeforeTheAnswer() throws Exception {
        VectorMatrix queries = VectorMatrix.wrap(new float[] {1, 0}, 1, 2);
        VectorMatrix pool = VectorMatrix.wrap(new float[] {0.6f, 0.8f, 1, 0, 0, 1}, 3, 2);

        Rankings rankings = SEARCH.rank(queries, pool, List.of(new int[] {0}));

        assertThat(rankings.rank(0)).isEqualTo(2);
        assertThat(rankings.top(0)).containsExactly(1, 0, 2);
        assertThat(rankings.mean(Metric.RECALL_AT_1)).isZero();
        assertThat(rankings.mean(Metric.RECALL_AT_5)).isEqualTo(100);
        assertThat(rankings.mean(Metric.RECIPROCAL_RANK)).isEqualTo(50);
        assertThat(rankings.mean(Metric.NDCG_AT_10)).isCloseTo(100 / (Math.log(3) / Math.log(2)), within(1e-9));
    }

    @Test
    void shouldPutTheAnswerLastWhenAllIsAlike() throws Exception {
        VectorMatrix constant = VectorMatrix.of(Collections.nCopies(700, new UnitVectors(9, 1).next()));

        Rankings rankings = SEARCH.rank(constant, constant, own(700));

        assertThat(IntStream.range(0, 700).map(rankings::rank)).containsOnly(700);
        assertThat(rankings.mean(Metric.RECALL_AT_10)).isZero();
    }

    @Test
    void shouldPutTheAnswerLastWhenItIsNotANumber() throws Exception {
        VectorMatrix queries = VectorMatrix.wrap(new float[] {1, 0}, 1, 2);
        VectorMatrix pool = VectorMatrix.wrap(new float[] {Float.NaN, 0, -1, 0, Float.NaN, 0}, 3, 2);

        Rankings rankings = SEARCH.rank(queries, pool, List.of(new int[] {0}));

        assertThat(rankings.rank(0)).isEqualTo(3);
        assertThat(rankings.top(0)).containsExactly(1);
    }

    @Test
    void shouldLetWhatIsNotANumberStandBeforeTheAnswer() throws Exception {
        VectorMatrix queries = VectorMatrix.wrap(new float[] {1, 0}, 1, 2);
        VectorMatrix pool = VectorMatrix.wrap(new float[] {1, 0, Float.NaN, 0}, 2, 2);

        assertThat(SEARCH.rank(queries, pool, List.of(new int[] {0})).rank(0)).isEqualTo(2);
    }

    @Test
    void shouldFindNothingForAndByWhatIsAbsentAndLetItStandInNobodysWay() throws Exception {
        // given rows 1 and 3 of a circle are absent, of which row 1 also asks
        VectorMatrix circle = VectorMatrix.wrap(new float[] {1, 0, 0.6f, 0.8f, -1, 0}, 3, 2);
        BitSet absent = new BitSet();
        absent.set(1);
        absent.set(3);
        VectorMatrix pool = circle.withAbsent(absent);

        // when
        Rankings rankings =
                SEARCH.rank(pool.firstRows(3), pool, List.of(new int[] {0}, new int[] {1}, new int[] {2, 3}));

        // then
        assertThat(IntStream.range(0, 3).map(rankings::rank)).containsExactly(1, 4, 1);
        assertThat(rankings.top(0)).containsExactly(0, 2, 4);
        assertThat(rankings.top(1)).isEmpty();
        assertThat(pool.unusableRows()).isZero();
    }

    @Test
    void shouldTieWithACopyWhereverItStands() throws Exception {
        List<Embedding> embeddings = vectors(600, 13, 7);
        // In another block, at another place of it, than the answer.
        embeddings.set(555, embeddings.get(3));
        VectorMatrix pool = VectorMatrix.of(embeddings);

        Rankings rankings = SEARCH.rank(pool.firstRows(4), pool, own(4));

        assertThat(rankings.rank(3)).isEqualTo(2);
        assertThat(rankings.rank(2)).isEqualTo(1);
    }

    @Test
    void shouldTakeTheBestOfSeveralAnswersAndNotBlameTheOthers() throws Exception {
        VectorMatrix queries = VectorMatrix.wrap(new float[] {1, 0}, 1, 2);
        VectorMatrix pool = VectorMatrix.wrap(new float[] {0.6f, 0.8f, 0.8f, 0.6f, 1, 0, 0, 1}, 4, 2);

        Rankings rankings = SEARCH.rank(queries, pool, List.of(new int[] {0, 1}));

        assertThat(rankings.rank(0)).isEqualTo(2);
        double second = Math.log(2) / Math.log(3);
        double third = 0.5;
        assertThat(rankings.mean(Metric.NDCG_AT_10)).isCloseTo(100 * (second + third) / (1 + second), within(1e-9));
    }

    @Property(tries = 30)
    void shouldAgreeWithSortingWhenVectorsAreRandom(
            @ForAll @IntRange(min = 1, max = 300) int queries,
            @ForAll @IntRange(min = 300, max = 600) int rows,
            @ForAll @IntRange(min = 2, max = 21) int dimension,
            @ForAll long seed)
            throws Exception {
        List<Embedding> asked = vectors(queries, dimension, seed);
        List<Embedding> searched = vectors(rows, dimension, seed + 1);

        Rankings rankings = SEARCH.rank(VectorMatrix.of(asked), VectorMatrix.of(searched), own(queries));

        for (int query = 0; query < queries; query++) {
            double answer = exact(asked.get(query), searched.get(query));
            int own = query;
            // Where two are closer than float tells apart, either order is right.
            long surelyBefore = searched.stream()
                    .filter(row -> exact(asked.get(own), row) > answer + 1e-6)
                    .count();
            long maybeBefore = searched.stream()
                    .filter(row -> exact(asked.get(own), row) > answer - 1e-6)
                    .count();
            assertThat((long) rankings.rank(query)).isBetween(surelyBefore + 1, maybeBefore);
            double last = 2;
            for (int row : rankings.top(query)) {
                double similarity = exact(asked.get(query), searched.get(row));
                assertThat(similarity).isLessThan(last + 1e-6);
                last = similarity;
            }
        }
    }

    @Test
    void shouldNotDependOnTheNumberOfThreads() throws Exception {
        VectorMatrix pool = VectorMatrix.of(vectors(900, 16, 3));

        assertThat(new ExactSearch(1).rank(pool, pool, own(900)))
                .isEqualTo(new ExactSearch(5).rank(pool, pool, own(900)));
    }

    @Test
    void shouldListTheNearestWithoutAnswers() throws Exception {
        VectorMatrix queries = VectorMatrix.wrap(new float[] {1, 0}, 1, 2);
        VectorMatrix pool = VectorMatrix.wrap(new float[] {0.6f, 0.8f, 1, 0, 0, 1}, 3, 2);

        assertThat(SEARCH.nearest(queries, pool, 2).getFirst()).containsExactly(1, 0);
    }

    @Test
    void shouldRefuseWhatDoesNotFit() {
        VectorMatrix two = VectorMatrix.wrap(new float[] {1, 0}, 1, 2);
        VectorMatrix three = VectorMatrix.wrap(new float[] {1, 0, 0}, 1, 3);

        assertThatThrownBy(() -> SEARCH.rank(two, three, own(1))).hasMessageContaining("one dimension, got 2 and 3");
        assertThatThrownBy(() -> SEARCH.rank(two, two, List.of()))
                .hasMessageContaining("got 1 queries and answers for 0");
        assertThatThrownBy(() -> SEARCH.rank(two, two, List.of(new int[] {1}))).hasMessageContaining("got 1");
        assertThatThrownBy(() -> SEARCH.rank(two, two, List.of(new int[0]))).hasMessageContaining("got 0");
    }

    private static List<int[]> own(int count) {
        return IntStream.range(0, count).mapToObj(row -> new int[] {row}).toList();
    }

    private static List<Embedding> vectors(int count, int dimension, long seed) {
        UnitVectors vectors = new UnitVectors(dimension, seed);
        return new ArrayList<>(Stream.generate(vectors::next).limit(count).toList());
    }

    private static double exact(Embedding one, Embedding other) {
        float[] a = one.toArray();
        float[] b = other.toArray();
        double[] products = new double[a.length];
        Arrays.setAll(products, d -> (double) a[d] * b[d]);
        return Arrays.stream(products).sum();
    }
}
