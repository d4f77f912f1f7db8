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
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.KafkaExtension;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGKILL of the process that has the projectors, the conductor, the index and its writer. */
@ExtendWith(KafkaExtension.class)
class KilledRolloutTest {

    private static final int ITEMS = 1_000;

    /** Runs of heads: some of the backfill's ten transactions, each of two modalities. */
    private static final int SOME = 6;

    @Test
    void shouldGoLiveWithNothingLostOrDoubledWhenItIsKilledInTheBackfill(KafkaSettings kafka, @TempDir Path folder)
            throws Exception {
        killAndCompare(
                kafka,
                folder,
                Point.GIVEN_UP,
                lines -> ToldProjections.runs(lines, SECOND) >= SOME,
                ReleaseState.BACKFILLING);
    }

    @ParameterizedTest
    @Tag("soak")
    @CsvSource({
        "BACKFILL_RECORDED, BACKFILLING",
        "SHADOW_RECORDED, SHADOW",
        "ALIAS_MOVED, SHADOW",
        "LIVE_RECORDED, LIVE"
    })
    void shouldGoLiveWithNothingLostOrDoubledWhenItIsKilledThere(
            Point point, ReleaseState state, KafkaSettings kafka, @TempDir Path folder) throws Exception {
        killAndCompare(kafka, folder, point, lines -> lines.contains(point.name()), state);
    }

    /**
     * @param stop where the conductor of the first process stops
     * @param there whether to kill it, by its output
     * @param state of the release then
     */
    private static void killAndCompare(
            KafkaSettings kafka, Path folder, Point stop, Predicate<List<String>> there, ReleaseState state)
            throws Exception {
        // given
        TopicProvisioner.ensure(kafka, PATIENCE);
        try (Catalog catalog = new Catalog(kafka, FIRST);
                ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka))) {
            catalog.upload(0, ITEMS, 1);
            try (JavaProcess first = RolloutMain.launch(kafka, folder, stop).start()) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> log.live("catalog").isPresent());
                RolloutRig.approve(log, SECOND);
                Awaitility.await().atMost(PATIENCE).until(() -> there.test(first.lines()));

                // when
                first.kill();
                log.awaitRead(PATIENCE);
                assertThat(log.find(SECOND).orElseThrow().state()).isEqualTo(state);
            }
            catalog.upload(ITEMS - 10, ITEMS + 10, 2);
            catalog.delete(0, 2);

            // then
            try (JavaProcess second =
                    RolloutMain.launch(kafka, folder, Point.GIVEN_UP).start()) {
                RolloutRig.awaitState(log, SECOND, ReleaseState.LIVE);
                RolloutRig.awaitState(log, FIRST, ReleaseState.STANDBY);
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
}
