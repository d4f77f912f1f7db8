package dev.weft.rollout;

import static dev.weft.rollout.RolloutRig.FIRST;
import static dev.weft.rollout.RolloutRig.PATIENCE;
import static dev.weft.rollout.RolloutRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.ReleaseState;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.rollout.steps.StepObserver.Point;
import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.KafkaExtension;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SIGKILL of the process that has the projectors, the conductor, the index and its writer. */
@ExtendWith(KafkaExtension.class)
class KilledRolloutTest {

    private static final int ITEMS = 1_000;

    @Test
    void shouldGoLiveWithNothingLostOrDoubledWhenItIsKilledInTheBackfill(KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        killAndCompare(Point.BACKFILL_RECORDED, kafka, folder);
    }

    @ParameterizedTest
    @Tag("soak")
    @EnumSource(names = {"SHADOW_RECORDED", "ALIAS_MOVED", "LIVE_RECORDED"})
    void shouldGoLiveWithNothingLostOrDoubledWhenItIsKilledThere(Point point, KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        killAndCompare(point, kafka, folder);
    }

    private static void killAndCompare(Point point, KafkaSettings kafka, Path folder) throws Exception {
        // given
        TopicProvisioner.ensure(kafka, PATIENCE);
        try (Catalog catalog = new Catalog(kafka, FIRST);
                ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka))) {
            catalog.upload(0, ITEMS, 1);
            try (JavaProcess first = start(kafka, folder, point)) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> log.live("catalog").isPresent());
                RolloutRig.approve(log, SECOND);
                first.awaitLine(line -> line.equals(point.name()), PATIENCE);
                if (point == Point.BACKFILL_RECORDED) {
                    // Somewhere within the backfill, not before it.
                    TimeUnit.MILLISECONDS.sleep(500);
                }

                // when
                first.kill();
            }
            catalog.upload(ITEMS - 10, ITEMS + 10, 2);
            catalog.delete(0, 2);

            // then
            try (JavaProcess second = start(kafka, folder, Point.GIVEN_UP)) {
                Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(log.find(SECOND).orElseThrow().state()).isEqualTo(ReleaseState.LIVE);
                    assertThat(log.find(FIRST).orElseThrow().state()).isEqualTo(ReleaseState.STANDBY);
                });
                second.awaitLine(_ -> true, PATIENCE);
                RolloutRig.awaitHandled(kafka);
                second.kill();
            }
            try (VectorStore store = VectorStores.open("lucene:" + folder.resolve("index"))) {
                assertThat(store.resolve("catalog")).contains(SECOND.collection());
                RolloutRig.assertHolds(store, SECOND, catalog.expected());
                RolloutRig.assertHolds(store, FIRST, catalog.expected());
            }
        }
    }

    private static JavaProcess start(KafkaSettings kafka, Path folder, Point stop) {
        return JavaLaunch.of(RolloutMain.class)
                .options(
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--add-modules=jdk.incubator.vector")
                .arguments(kafka.bootstrapServers(), kafka.topicPrefix(), kafka.partitions(), folder, stop)
                .start();
    }
}
