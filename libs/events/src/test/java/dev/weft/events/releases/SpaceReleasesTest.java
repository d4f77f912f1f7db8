package dev.weft.events.releases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.Broker;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.SpaceReleases.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SpaceReleasesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final ReleaseId FIRST = new ReleaseId("catalog", 1);
    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);

    private final KafkaSettings kafka = Broker.topics(1);

    @AutoClose
    private final ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka));

    private final SpaceReleases releases = SpaceReleases.of(log, FIRST);

    @Test
    void shouldIndexTheConfiguredReleaseWhileTheLogKnowsNone() {
        assertThat(releases.live()).isEqualTo(FIRST);
        assertThat(releases.indexed()).containsExactly(FIRST);
        assertThat(releases.placeOf(SECOND)).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void shouldGoByTheLogWhenItKnowsTheReleases() throws Exception {
        // given
        log.append(release(SECOND, ReleaseState.LIVE), PATIENCE);
        log.append(release(new ReleaseId("other", 3), ReleaseState.LIVE), PATIENCE);

        // when
        log.append(release(FIRST, ReleaseState.RETIRED), PATIENCE);

        // then
        assertThat(releases.live()).isEqualTo(SECOND);
        assertThat(releases.indexed()).containsExactly(SECOND);
        assertThat(releases.placeOf(FIRST)).isEqualTo(Place.OVER);
        assertThat(releases.placeOf(new ReleaseId("other", 3))).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void shouldTellWhatIsNotIndexedYetFromWhatIsOver() throws Exception {
        log.append(release(SECOND, ReleaseState.APPROVED), PATIENCE);

        assertThat(releases.placeOf(SECOND)).isEqualTo(Place.NOT_YET);
        assertThat(releases.indexed()).containsExactly(FIRST);
    }

    private static Release release(ReleaseId id, ReleaseState state) {
        return new Release(
                id,
                Optional.empty(),
                1,
                new Release.Contents("demo", new TreeMap<>(Map.of(Modality.IMAGE, "tower")), 640, new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(state, "test", "test", Optional.empty(), Release.Progress.NONE, NOW),
                NOW);
    }
}
