package dev.weft.rollout;

import static dev.weft.rollout.RolloutRig.FIRST;
import static dev.weft.rollout.RolloutRig.PATIENCE;
import static dev.weft.rollout.RolloutRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.ReleaseState;
import dev.weft.events.KafkaSettings;
import dev.weft.events.releases.Rollback;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People search while releases change under them. */
@ExtendWith(KafkaExtension.class)
class QueryLoadTest {

    private static final int ITEMS = 200;

    @Test
    void shouldFailNoQueryAndMixNoReleasesWhileOneGoesLiveAndBack(KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        try (RolloutRig rig = new RolloutRig(kafka, folder);
                RolloutRuntime _ = rig.rollout()) {
            rig.catalog.upload(0, ITEMS, 1);
            rig.awaitIndexed(FIRST);
            try (QueryLoad load = new QueryLoad(rig.store, ITEMS)) {
                rig.approve(SECOND);
                rig.awaitState(FIRST, ReleaseState.STANDBY);
                rig.catalog.upload(ITEMS, ITEMS + 20, 1);
                long atSwitch = load.asked();
                await().atMost(PATIENCE).until(() -> load.asked() > atSwitch + 500);

                rig.log.append(Rollback.ofLive(rig.log.ofSpace("catalog"), "worse", "ada", TestObjects.NOW), PATIENCE);
                rig.awaitState(FIRST, ReleaseState.LIVE);
                await().atMost(PATIENCE).until(() -> rig.store.collections().equals(List.of(FIRST.collection())));
                long atRollback = load.asked();
                await().atMost(PATIENCE).until(() -> load.asked() > atRollback + 500);

                assertThat(load.failures()).isEmpty();
                assertThat(load.collections()).containsExactlyInAnyOrder(FIRST.collection(), SECOND.collection());
            }
        }
    }
}
