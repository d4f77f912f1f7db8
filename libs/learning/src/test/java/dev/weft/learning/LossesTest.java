package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses and gradients against those of an independent implementation. */
class LossesTest {

    private final NDManager manager = Torch.newManager();

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @MethodSource("dev.weft.learning.LossCase#all")
    void shouldEqualTheIndependentImplementationInDoublePrecision(LossCase golden) {
        LossGradients result = golden.loss().of(golden.batch(manager, DataType.FLOAT64), Integer.MAX_VALUE);

        assertEqual(golden, result, 1e-6);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.learning.LossCase#all")
    void shouldEqualTheIndependentImplementationInSinglePrecision(LossCase golden) {
        LossGradients result = golden.loss().of(golden.batch(manager, DataType.FLOAT32), Integer.MAX_VALUE);

        assertEqual(golden, result, 1e-4);
    }

    @ParameterizedTest
    @MethodSource("dev.weft.learning.LossCase#all")
    void shouldNotDependOnTheChunk(LossCase golden) {
        LossGradients result = golden.loss().of(golden.batch(manager, DataType.FLOAT64), 4);

        assertEqual(golden, result, 1e-6);
    }

    @Test
    void shouldNotDependOnTheChunkInLargeBatchesOfSinglePrecision() {
        for (ContrastiveLoss loss : new ContrastiveLoss[] {new InfoNceLoss(), new SigmoidLoss()}) {
            ContrastiveBatch batch = RandomBatch.of(manager, 300, 64, new Random(7));

            LossGradients whole = loss.of(batch, 300);
            LossGradients chunked = loss.of(batch, 37);

            assertThat(chunked.loss()).isCloseTo(whole.loss(), within(1e-5 * whole.loss()));
            assertThat(distance(chunked.left(), whole.left())).isLessThan(1e-5);
            assertThat(distance(chunked.right(), whole.right())).isLessThan(1e-5);
            assertThat(chunked.logScale()).isCloseTo(whole.logScale(), within(1e-5));
        }
    }

    @Test
    void shouldHaveTheGradientsOfFiniteDifferencesWithMinedNegativesOfBothDirections() {
        for (ContrastiveLoss loss : new ContrastiveLoss[] {new InfoNceLoss(), new SigmoidLoss()}) {
            RandomBatch random = RandomBatch.withMined(manager, 5, 4, new Random(3));

            LossGradients result = loss.of(random.batch(), Integer.MAX_VALUE);

            random.assertGradients(loss, result);
        }
    }

    private static double distance(NDArray a, NDArray b) {
        return Tensors.scalar(a.sub(b).abs().max());
    }

    private static void assertEqual(LossCase golden, LossGradients result, double tolerance) {
        assertThat(result.loss()).isCloseTo(golden.number("loss"), within(tolerance));
        assertThat(Numbers.of(result.left())).containsExactly(golden.numbers("gradImage"), within(tolerance));
        assertThat(Numbers.of(result.right())).containsExactly(golden.numbers("gradText"), within(tolerance));
        assertThat(result.logScale()).isCloseTo(golden.number("gradLogScale"), within(tolerance));
        if (golden.has("gradBias")) {
            assertThat(result.bias()).isCloseTo(golden.number("gradBias"), within(tolerance));
        }
        if (golden.has("gradNegatives")) {
            assertThat(Numbers.of(result.forLeft().orElseThrow()))
                    .containsExactly(golden.numbers("gradNegatives"), within(tolerance));
        }
    }
}
