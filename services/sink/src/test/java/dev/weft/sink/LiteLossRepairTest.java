package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.sink.reconcile.Mode;
import dev.weft.sink.reconcile.Progress;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Report;
import dev.weft.testkit.TestBroker;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * milvus-lite forgets rows that it has acknowledged, when it is killed after several writers wrote at once: offsets are committed then, and the
 * records don't come again by themselves.
 */
@UsesMilvus(MilvusKind.LITE)
class LiteLossRepairTest {

    private static final System.Logger LOG = System.getLogger(LiteLossRepairTest.class.getName());
    private static final int CHANGES = 2_000;

    /** At most: it forgets in most of them, not in each. */
    private static final int CRASHES = 10;

    /** So many that their calls overlap often: with four, nothing was lost in the one run that was made. */
    private static final int WRITERS = 16;

    private final SinkRig rig = new SinkRig(TestBroker.freshSettings());
    private final History history = new History(1_000, 6);
    private final MilvusServer server;

    LiteLossRepairTest(MilvusServer server) {
        EmptyMilvus.make(server);
        this.server = server;
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    @Tag("soak")
    void shouldBringBackWhatTheServerForgotWhenRepaired() throws Exception {
        // given
        String uri = "milvus:" + server.uri() + "?deadline=PT10S";
        long forgotten = 0;
        for (int crash = 0; crash < CRASHES && forgotten == 0; crash++) {
            importAndCrash(uri);
            forgotten = reconcile(uri, Mode.VERIFY).wrong();
        }
        assertThat(forgotten)
                .as(
                        "what the server forgot in one of %d crashes; if it keeps all now, this test and the warning can go",
                        CRASHES)
                .isPositive();

        // when
        Report report = reconcile(uri, Mode.REPAIR);

        // then
        LOG.log(System.Logger.Level.INFO, "milvus-lite forgot, and got back: {0}", report.repaired());
        assertThat(report.repaired().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(forgotten);
        assertThat(report.isClean()).isTrue();
        try (VectorStore store = VectorStores.open(uri)) {
            history.assertSearchesFindIn(store);
        }
    }

    private void importAndCrash(String uri) {
        try (SinkRuntime _ = rig.start(rig.settings(OptionalInt.empty(), WRITERS), VectorStores.open(uri))) {
            for (int i = 0; i < CHANGES; i++) {
                rig.send(history.next());
            }
            rig.awaitNoLag(Duration.ofMinutes(2));
        }
        server.kill();
        server.restart();
    }

    private Report reconcile(String uri, Mode mode) throws InterruptedException {
        try (VectorStore store = VectorStores.open(uri)) {
            return SinkReconciler.of(
                            rig.kafka,
                            rig.group(),
                            store,
                            TestObjects.RELEASE,
                            OptionalInt.empty(),
                            ReconcileSettings.defaults())
                    .run(mode, "after a crash", new Progress());
        }
    }
}
