package dev.weft.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final ReleaseId ID = new ReleaseId("catalog", 2);
    private static final SortedMap<Modality, String> TOWERS = new TreeMap<>(Map.of(Modality.IMAGE, "tower/image"));
    private static final Artifact HEAD = new Artifact(URI.create("object:///head"), Sha256.ofText("head"), 4);

    @Test
    void shouldCountTheRevisionUpWhenTheStateChanges() {
        Release live = candidate()
                .become(ReleaseState.APPROVED, "better", "trainer", NOW)
                .become(ReleaseState.BACKFILLING, "", "rollout", NOW)
                .progressed(new Release.Progress(5, 10), NOW)
                .become(ReleaseState.SHADOW, "", "rollout", NOW)
                .become(ReleaseState.LIVE, "", "rollout", NOW);

        assertThat(live.revision()).isEqualTo(6);
        assertThat(live.state()).isEqualTo(ReleaseState.LIVE);
        assertThat(live.standing().progress()).isEqualTo(Release.Progress.NONE);
    }

    @Test
    void shouldRefuseToGoLiveWhenItWasNeverBackfilled() {
        Release approved = candidate().become(ReleaseState.APPROVED, "better", "trainer", NOW);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> approved.become(ReleaseState.LIVE, "", "rollout", NOW))
                .withMessageContaining("approved can't become live");
    }

    @Test
    void shouldRememberWhyWhenARejectedOneIsForced() {
        Release rejected = candidate().become(ReleaseState.REJECTED, "guard fell by 20 points", "trainer", NOW);

        Release forced = rejected.force("a demonstration", "maria", NOW);

        assertThat(forced.state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(forced.become(ReleaseState.BACKFILLING, "", "rollout", NOW)
                        .standing()
                        .forced())
                .contains("a demonstration");
        assertThatIllegalArgumentException().isThrownBy(() -> rejected.force(" ", "maria", NOW));
        assertThatIllegalArgumentException().isThrownBy(() -> candidate().force("impatient", "maria", NOW));
    }

    @Test
    void shouldGoBackToTheStandbyWhenTheLiveOneIsRolledBack() {
        assertThat(ReleaseState.STANDBY.mayBecome(ReleaseState.LIVE)).isTrue();
        assertThat(ReleaseState.LIVE.mayBecome(ReleaseState.ROLLED_BACK)).isTrue();
        assertThat(ReleaseState.ROLLED_BACK.mayBecome(ReleaseState.LIVE)).isFalse();
        assertThat(ReleaseState.STANDBY.indexed()).isTrue();
        assertThat(ReleaseState.RETIRED.indexed()).isFalse();
    }

    @Test
    void shouldRefuseAHeadWithoutATower() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Release.Contents("demo", TOWERS, 640, new TreeMap<>(Map.of(Modality.TEXT, HEAD))))
                .withMessageContaining("got a head for text");
    }

    @Test
    void shouldRefuseAParentThatIsNotEarlier() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release(Optional.of(new ReleaseId("catalog", 2)), Map.of()))
                .withMessageContaining("earlier release");
    }

    @Test
    void shouldRefuseAMetricThatIsNoNumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> release(Optional.empty(), Map.of("loss", Double.NaN)))
                .withMessageContaining("metric loss of catalog@2 must be finite");
    }

    private static Release candidate() {
        return release(Optional.of(new ReleaseId("catalog", 1)), Map.of());
    }

    private static Release release(Optional<ReleaseId> parent, Map<String, Double> metrics) {
        return new Release(
                ID,
                parent,
                1,
                new Release.Contents("demo", TOWERS, 640, new TreeMap<>(Map.of(Modality.IMAGE, HEAD))),
                new TreeMap<>(),
                new TreeMap<>(metrics),
                new Release.Standing(
                        ReleaseState.CANDIDATE, "trained", "trainer", Optional.empty(), Release.Progress.NONE, NOW),
                NOW);
    }
}
