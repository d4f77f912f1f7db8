package dev.weft.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(10_000, 5);

    @Test
    void shouldFindTheIntervalThatTheNormalDistributionGives() {
        double[] noise = new Random(1).doubles(400, -30, 34).toArray();
        PairedDifferences differences = PairedDifferences.of(i -> noise[i], singles(400));

        Estimate estimate = BOOTSTRAP.estimate(differences, 0.95);

        // The standard deviation of a uniform spread of 64 is 64 / √12.
        double error = 64 / Math.sqrt(12) / Math.sqrt(400);
        assertThat(estimate.standardError()).isCloseTo(error, within(0.06));
        assertThat(estimate.high() - estimate.difference()).isCloseTo(1.96 * error, within(0.15));
        assertThat(estimate.difference() - estimate.low()).isCloseTo(1.96 * error, within(0.15));
    }

    @Test
    void shouldTakeAFamilyForOneObservationHoweverManyQueriesItHas() {
        double[] noise = new Random(1).doubles(100, -50, 50).toArray();
        List<String> families =
                IntStream.range(0, 400).mapToObj(i -> "f" + i / 4).toList();

        Estimate clustered = BOOTSTRAP.estimate(PairedDifferences.of(i -> noise[i / 4], families), 0.95);
        Estimate single = BOOTSTRAP.estimate(PairedDifferences.of(i -> noise[i / 4], singles(400)), 0.95);

        assertThat(clustered.standardError() / single.standardError()).isCloseTo(2, within(0.1));
        assertThat(clustered.difference()).isCloseTo(single.difference(), within(1e-9));
    }

    @Test
    void shouldGiveTheSameIntervalForTheSameSeedOnly() {
        double[] noise = new Random(1).doubles(50).toArray();
        PairedDifferences differences = PairedDifferences.of(i -> noise[i], singles(50));

        assertThat(BOOTSTRAP.estimate(differences, 0.9)).isEqualTo(BOOTSTRAP.estimate(differences, 0.9));
        assertThat(BOOTSTRAP.estimate(differences, 0.9))
                .isNotEqualTo(new ClusterBootstrap(10_000, 6).estimate(differences, 0.9));
    }

    @Test
    void shouldKnowThatFourOfFourHappensOnceInSixteen() {
        PairedDifferences differences = PairedDifferences.of(i -> i < 4 ? 100 : 0, singles(300));

        assertThat(new SignFlipTest(50_000, 3).probabilityOfGain(differences)).isCloseTo(1 / 16.0, within(0.004));
    }

    @Test
    void shouldBeSureOfNoGainWhenNothingChanged() {
        PairedDifferences same = PairedDifferences.of(i -> 0, singles(30));

        assertThat(new SignFlipTest(1000, 3).probabilityOfGain(same)).isEqualTo(1);
    }

    @Test
    void shouldKnowTheNormalDistribution() {
        assertThat(Normal.cumulative(1.959963984540054)).isCloseTo(0.975, within(1e-12));
        assertThat(Normal.quantile(0.8)).isCloseTo(0.8416212335729143, within(1e-9));
        assertThat(Normal.cumulative(-9)).isZero();
    }

    @Property(tries = 50)
    void shouldSpendTheWholeRateOverThePlannedLooksAndNothingAfter(
            @ForAll SpendingFunction function, @ForAll @IntRange(min = 1, max = 40) int planned) {
        AlphaSpending spending = new AlphaSpending(function, 0.05, planned, 0, "hash");
        double spent = 0;
        for (int look = 0; look < planned; look++) {
            assertThat(spending.next()).isNotNegative();
            spent += spending.next();
            spending = spending.afterLook();
        }

        assertThat(spent).isCloseTo(0.05, within(1e-9));
        assertThat(spending.next()).isZero();
    }

    @Test
    void shouldSpendLittleAtFirstTheWayOfOBrienAndFleming() {
        AlphaSpending careful = new AlphaSpending(SpendingFunction.OBRIEN_FLEMING, 0.05, 5, 0, "hash");
        AlphaSpending even = new AlphaSpending(SpendingFunction.POCOCK, 0.05, 5, 0, "hash");

        assertThat(careful.next()).isLessThan(0.0001);
        assertThat(even.next()).isCloseTo(0.05 * Math.log(1 + (Math.E - 1) / 5), within(1e-12));
    }

    @Test
    void shouldStartAnewForAnotherSet() {
        AlphaSpending used = new AlphaSpending(SpendingFunction.POCOCK, 0.05, 5, 4, "hash");

        assertThat(used.forSet("hash")).isSameAs(used);
        assertThat(used.forSet("other").looks()).isZero();
    }

    @Test
    void shouldSayThatThreePointsAreTheLeastThat310QueriesShow() {
        PairedDifferences same = PairedDifferences.of(i -> 0, singles(310));

        MinimalDetectableChange change = MinimalDetectableChange.of(same, BOOTSTRAP.estimate(same, 0.95), 0.025);

        assertThat(change.points()).isCloseTo(3.0, within(0.05));
        assertThat(change.queries()).isEqualTo(310);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        PairedDifferences one = PairedDifferences.of(i -> 0, singles(1));

        assertThatThrownBy(() -> new ClusterBootstrap(99, 1)).hasMessageContaining("got 99");
        assertThatThrownBy(() -> BOOTSTRAP.estimate(one, 1)).hasMessageContaining("got 1.0");
        assertThatThrownBy(() -> new AlphaSpending(SpendingFunction.POCOCK, 0.5, 1, 0, ""))
                .hasMessageContaining("got 0.5");
        assertThatThrownBy(() -> PairedDifferences.of(i -> 0, List.of())).hasMessageContaining("got 0");
    }

    private static List<String> singles(int count) {
        return IntStream.range(0, count).mapToObj(i -> "f" + i).toList();
    }
}
