package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CollapseWatchTest {

    private final CollapseWatch watch = new CollapseWatch(AlarmOptions.defaults());

    @Test
    void shouldCallTenTimesTheMedianASpike() {
        List<StepReport> before = steps(50, 0.5);

        CollapseException alarm = catchThrowableOfType(CollapseException.class, () -> watch.checkStep(1, 5.1, before));

        assertThat(alarm.alarm()).isEqualTo(Alarm.GRADIENT_SPIKE);
        assertThat(alarm).hasMessageContaining("got 5.1 at step 51");
        assertThatCode(() -> watch.checkStep(1, 4.9, before)).doesNotThrowAnyException();
    }

    @Test
    void shouldNotCallItASpikeBeforeThereIsAMedian() {
        assertThatCode(() -> watch.checkStep(1, 1000, steps(49, 0.5))).doesNotThrowAnyException();
    }

    @Test
    void shouldCompareTheRankWithTheBases() {
        CollapseException alarm = catchThrowableOfType(
                CollapseException.class, () -> watch.checkGeometry(new Geometry(0.1, 4.9), 10, "text"));

        assertThat(alarm.alarm()).isEqualTo(Alarm.RANK);
        assertThatCode(() -> watch.checkGeometry(new Geometry(0.1, 5.1), 10, "text"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldCountDirections() {
        float[][] axes = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}};

        assertThat(Geometry.of(axes)).isEqualTo(new Geometry(-1.0 / 3, 2));
        assertThat(Geometry.of(new float[][] {{1, 0}, {1, 0}})).isEqualTo(new Geometry(1, 0));
    }

    private static List<StepReport> steps(int count, double norm) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(step -> new StepReport(step, 1, 0, 1e-3, norm, 10, OptionalDouble.empty()))
                .toList();
    }
}
