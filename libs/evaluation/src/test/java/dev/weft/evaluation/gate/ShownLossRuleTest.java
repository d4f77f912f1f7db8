package dev.weft.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.evaluation.geometry.GeometryProbe;
import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.Relevance;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.testkit.UnitVectors;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShownLossRuleTest {

    private static final int DIMENSION = 16;
    private static final int DISTRACTORS = 60;

    @Test
    void shouldFailWhereManyFamiliesAreLost() throws Exception {
        Check check = judge(40, 20);

        assertThat(check.status()).isEqualTo(CheckStatus.FAILED);
        assertThat(check.measured()).isLessThan(-20);
        assertThat(check.sentence()).contains("n = 40 in 40 families");
    }

    @Test
    void shouldPassWhereSoFewAreLostThatEqualReleasesMightHaveLostThem() throws Exception {
        assertThat(judge(40, 2).status()).isEqualTo(CheckStatus.PASSED);
        assertThat(judge(40, 0).status()).isEqualTo(CheckStatus.PASSED);
    }

    @Test
    void shouldPassWhereThereAreTooFewFamiliesForTheBootstrapToBeTrusted() throws Exception {
        Check check = judge(4, 4);

        assertThat(check.measured()).isEqualTo(-100);
        assertThat(check.status()).isEqualTo(CheckStatus.PASSED);
    }

    /** Each query is a family of its own; the first ones of the candidate's texts say the opposite of their pictures. */
    private static Check judge(int queries, int lost) throws InterruptedException {
        EvaluationSet set = new EvaluationSet(
                "hard", EvaluationKind.HARD, 1, items("query", queries), items("distractor", DISTRACTORS));
        VectorMatrix images = VectorMatrix.of(Stream.generate(new UnitVectors(DIMENSION, 1)::next)
                .limit(set.poolSize())
                .toList());
        SetVectors before = new SetVectors(images, images);
        SetVectors after = SyntheticSpace.withTexts(before, (row, i) -> {
            for (int d = 0; d < row.length; d++) {
                row[d] = i < lost ? -row[d] : row[d];
            }
        });
        ReleaseEvaluation incumbent = evaluated("incumbent", set, before);
        ReleaseEvaluation candidate = evaluated("candidate", set, after);
        return new ShownLossRule()
                .judge(new Comparison(
                        incumbent, candidate, SetPair.of(incumbent, candidate), GateThresholds.defaults(), 0.025))
                .findFirst()
                .orElseThrow();
    }

    private static ReleaseEvaluation evaluated(String name, EvaluationSet set, SetVectors vectors)
            throws InterruptedException {
        ExactSearch search = new ExactSearch(1);
        return new ReleaseEvaluation(
                name,
                0,
                List.of(new SetEvaluator(search, Relevance.PAIRED_ITEM).evaluate(set, vectors)),
                new GeometryProbe(search, 20, 1).measure(vectors.images(), vectors.texts()),
                null,
                null);
    }

    private static List<EvaluationItem> items(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new EvaluationItem(prefix + i, prefix + "-family-" + i, "", prefix + " " + i))
                .toList();
    }
}
