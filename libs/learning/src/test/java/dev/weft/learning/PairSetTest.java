package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.core.Split;
import dev.weft.learning.MinedNegative.Anchor;
import dev.weft.learning.PairRefusal.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairSetTest {

    private final Side left = side(Modality.IMAGE, new float[][] {{1, 0}, {0, 1}, {Float.NaN, 0}});
    private final Side right = side(Modality.TEXT, new float[][] {{1, 0, 0}, {0, Float.POSITIVE_INFINITY, 0}});
    private final PairSet.Builder builder = PairSet.ofCatalog(left, right);
    private final String train = families(Split.TRAIN).findFirst().orElseThrow();

    @Test
    void shouldRefuseEveryOneOfAThousandFamiliesThatAreNotForTraining() {
        List<String> others = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "family-" + i)
                .filter(family -> Split.of(family) != Split.TRAIN)
                .limit(1000)
                .toList();

        List<Optional<PairRefusal>> refusals = others.stream()
                .map(family -> builder.add(new TrainingPair(family, 0, 0)))
                .toList();

        assertThat(refusals)
                .hasSize(1000)
                .allSatisfy(
                        refusal -> assertThat(refusal).map(PairRefusal::reason).contains(Reason.FAMILY_NOT_IN_TRAIN));
        assertThat(builder.add(new TrainingPair(train, 0, 0))).isEmpty();
        assertThat(builder.build().pairs()).hasSize(1);
    }

    @Test
    void shouldNotAskGeneralPairsForASplit() {
        String gate = families(Split.GATE).findFirst().orElseThrow();

        assertThat(PairSet.ofGeneralPairs(left, right).add(new TrainingPair(gate, 0, 0)))
                .isEmpty();
    }

    @Test
    void shouldRefuseMissingRows() {
        assertThat(reason(new TrainingPair(train, 3, 0))).contains(Reason.MISSING_FEATURE);
        assertThat(reason(new TrainingPair(train, -1, 0))).contains(Reason.MISSING_FEATURE);
        assertThat(reason(new TrainingPair(train, 0, 2))).contains(Reason.MISSING_FEATURE);
        assertThat(reason(mined(Anchor.LEFT, 2))).contains(Reason.MISSING_FEATURE);
        assertThat(reason(mined(Anchor.RIGHT, 3))).contains(Reason.MISSING_FEATURE);
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        assertThat(reason(new TrainingPair(train, 2, 0))).contains(Reason.NOT_FINITE);
        assertThat(reason(new TrainingPair(train, 0, 1))).contains(Reason.NOT_FINITE);
        assertThat(reason(mined(Anchor.LEFT, 1))).contains(Reason.NOT_FINITE);
        assertThat(reason(mined(Anchor.RIGHT, 2))).contains(Reason.NOT_FINITE);
    }

    private Optional<Reason> reason(TrainingPair pair) {
        return builder.add(pair).map(PairRefusal::reason);
    }

    private TrainingPair mined(Anchor anchor, int row) {
        return new TrainingPair(train, 0, 0, List.of(new MinedNegative(anchor, row, 1)));
    }

    private static Stream<String> families(Split split) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "family-" + i)
                .filter(family -> Split.of(family) == split);
    }

    private static Side side(Modality modality, float[][] rows) {
        return new Side(modality, FeatureRows.of(rows), Optional.empty());
    }
}
