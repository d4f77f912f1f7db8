package dev.weft.events.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackTest {

    @Test
    void shouldTakeTheLiveReleaseBackWhenAnotherStandsBy() throws Exception {
        List<Release> releases = List.of(Lives.release(1, ReleaseState.STANDBY), Lives.release(2, ReleaseState.LIVE));

        Release rolledBack = Rollback.ofLive(releases, "worse on shoes", "ada", Lives.NOW);

        assertThat(rolledBack.id().number()).isEqualTo(2);
        assertThat(rolledBack.state()).isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(rolledBack.standing().reason()).isEqualTo("worse on shoes");
    }

    @Test
    void shouldRefuseWhenNoneStandsBy() {
        List<Release> releases = List.of(Lives.release(1, ReleaseState.RETIRED), Lives.release(2, ReleaseState.LIVE));

        assertThatThrownBy(() -> Rollback.ofLive(releases, "worse", "ada", Lives.NOW))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessageContaining("catalog@2 is the only one");
    }

    @Test
    void shouldRefuseWhenNoneIsLive() {
        assertThatThrownBy(() ->
                        Rollback.ofLive(List.of(Lives.release(1, ReleaseState.STANDBY)), "worse", "ada", Lives.NOW))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessageContaining("no release is live");
    }

    @Test
    void shouldGoBackToTheOneThatWasLiveLast() {
        List<Release> releases =
                List.of(Lives.release(2, ReleaseState.STANDBY), Lives.release(1, ReleaseState.STANDBY));

        assertThat(Rollback.standby(releases).orElseThrow().id().number()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVED", "BACKFILLING", "SHADOW"})
    void shouldGiveUpAReleaseOnItsWay(ReleaseState state) throws Exception {
        Release given = Rollback.ofUpcoming(Lives.release(2, state), "not now", "ada", Lives.NOW);

        assertThat(given.state()).isEqualTo(ReleaseState.ROLLED_BACK);
    }

    @ParameterizedTest
    @EnumSource(names = {"CANDIDATE", "REJECTED", "LIVE", "STANDBY", "RETIRED", "ROLLED_BACK"})
    void shouldNotGiveUpAnother(ReleaseState state) {
        assertThatThrownBy(() -> Rollback.ofUpcoming(Lives.release(2, state), "not now", "ada", Lives.NOW))
                .isInstanceOf(ReleaseRefusedException.class);
    }
}
