package dev.weft.miner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.testkit.KafkaExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class FollowedReleaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ReleaseId FIRST = new ReleaseId("catalog", 1);
    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);

    @Test
    void shouldBeTheConfiguredOneUntilTheLogHasALiveOne(KafkaSettings kafka) throws Exception {
        // given
        TopicProvisioner.ensure(kafka, PATIENCE);
        EventCodecs codecs = EventCodecs.open(kafka);
        try (ReleaseLog log = ReleaseLog.open(kafka, codecs);
                FollowedRelease followed = FollowedRelease.open(kafka, codecs, FIRST)) {
            assertThat(followed.current()).isEqualTo(FIRST);

            // when
            Release live = live(SECOND);
            log.append(live, PATIENCE);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(followed.current()).isEqualTo(SECOND));
            log.append(live.become(ReleaseState.ROLLED_BACK, "a test", "me", Instant.EPOCH), PATIENCE);
            log.append(live(new ReleaseId("other", 7)), PATIENCE);

            // then in the moment of a rollback it stays with what it knew
            assertThat(followed.current()).isEqualTo(SECOND);
        }
    }

    private static Release live(ReleaseId id) {
        return new Release(
                id,
                Optional.empty(),
                1,
                new Release.Contents("demo", new TreeMap<>(Map.of(Modality.TEXT, "a tower")), 16, new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.LIVE, "a test", "me", Optional.empty(), Release.Progress.NONE, Instant.EPOCH),
                Instant.EPOCH);
    }
}
