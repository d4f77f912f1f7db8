package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.weft.learning.HeadOptions.Centring;
import dev.weft.learning.RoundOutcome.Finished;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Three heads of one recipe: one beside a base, one beside the feature itself, one between dimensions. */
class HeadMeanTest {

    private static final int[] ROWS = IntStream.range(0, 40).toArray();

    @Test
    void shouldAddTheMeanOfWhatHeadsHaveLearnt() {
        for (Toy toy : List.of(Toy.withBase(100), Toy.ofTheSpacesDimension(100))) {
            List<TrainedHead> heads = List.of(
                    trained(toy, 0).left(),
                    trained(toy, 1).left(),
                    trained(toy, 2).left());

            float[][] mean = HeadMean.of(heads).embed(toy.left, ROWS);

            for (int row : ROWS) {
                float[] start = start(toy, row);
                double[] sum = new double[Toy.SPACE];
                for (TrainedHead head : heads) {
                    float[] learnt = learnt(head, toy, row);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += (start[i] + learnt[i]) / heads.size();
                    }
                }
                double length = Math.sqrt(IntStream.range(0, sum.length)
                        .mapToDouble(i -> sum[i] * sum[i])
                        .sum());
                for (int i = 0; i < sum.length; i++) {
                    assertThat((double) mean[row][i]).isCloseTo(sum[i] / length, within(1e-5));
                }
            }
        }
    }

    @Test
    void shouldBeTheHeadItselfWhereAllAreTheSame() {
        Toy toy = Toy.withoutBase(100);
        TrainedHead head = trained(toy, 0).left();

        float[][] mean = HeadMean.of(List.of(head, head, head)).embed(toy.left, ROWS);

        float[][] own = head.embed(toy.left, ROWS);
        for (int row : ROWS) {
            assertThat(mean[row]).containsExactly(own[row], within(1e-5f));
        }
        assertThat(HeadMean.of(List.of(head))).isSameAs(head);
    }

    @Test
    void shouldRefuseHeadsThatAreOfDifferentThings() {
        Toy toy = Toy.withBase(100);
        TrainedHeads heads = trained(toy, 0);

        assertThatThrownBy(() -> HeadMean.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HeadMean.of(List.of(heads.left(), heads.right())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must differ by what they have learnt only");
        assertThatThrownBy(() -> HeadMean.of(List.of(heads.left(), heads.left().withDial(0.5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static TrainedHeads trained(Toy toy, long seed) {
        RoundOptions options = Toy.options()
                .withSeed(seed)
                .withSteps(20)
                .withHead(new HeadOptions(12, 1, 0.1, 0, Centring.NONE))
                .withAlarms(new AlarmOptions(1, 0, Double.MAX_VALUE, 1));
        return ((Finished) new TrainingRound(options, Toy.SPACE, TrainingData.of(toy.training()), Optional.empty())
                        .run(report -> {}, Optional.empty()))
                .heads();
    }

    private static float[] start(Toy toy, int row) {
        FeatureRows rows = toy.left.base().orElse(toy.left.features());
        return rows.gather(new int[] {row});
    }

    private static float[] learnt(TrainedHead head, Toy toy, int row) {
        try (NDManager manager = Torch.newManager()) {
            NDArray x = TrainedHead.features(toy.left, new int[] {row}, head.mean(), manager);
            return HeadNetwork.learnt(head.shape(), x, head.loaded(manager)).toFloatArray();
        }
    }
}
