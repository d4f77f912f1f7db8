package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.TestBroker;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.VectorStores;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Milvus server that dies or stands still in the midst of an import; the sink goes on by itself. */
abstract class ServerFailureContract {

    private static final int ITEMS = 1_000;
    private static final int CHANGES = 3_000;

    /** Of the items of the whole import: the server fails after about a third of it. */
    private static final int ROWS_BEFORE = 300;

    /** Longer than the deadline of a call. */
    private static final Duration STANDSTILL = Duration.ofSeconds(8);

    /** The full server comes back within some seconds when nothing else is to be done, and takes calls again later. */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(3);

    final SinkRig rig = new SinkRig(TestBroker.freshSettings());
    private final History history = new History(ITEMS, 5);
    private final MilvusServer server;
    private final int writers;
    private final String uri;

    ServerFailureContract(MilvusServer server, int writers) {
        EmptyMilvus.make(server);
        this.server = server;
        this.writers = writers;
        this.uri = "milvus:" + server.uri() + "?deadline=PT5S&connect_timeout=PT2S";
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldHoldExactlyTheLogWhenTheServerIsKilledDuringAnImport() throws Exception {
        try (VectorStore store = VectorStores.open(uri);
                SinkRuntime sink = start(store)) {
            // given
            List<String> members = importUntilTheMidst(store);

            // when
            server.kill();
            await().atMost(SinkRig.PATIENCE).until(() -> sink.problem().isPresent());
            server.restart();
            rig.awaitNoLag(BACK_WITHIN);

            // then
            assertNothingIsLost(store, members);
        }
    }

    @Test
    void shouldHoldExactlyTheLogWhenTheServerStandsStillDuringAnImport() throws Exception {
        try (VectorStore store = VectorStores.open(uri);
                SinkRuntime sink = start(store)) {
            // given
            List<String> members = importUntilTheMidst(store);

            // when
            server.suspend();
            try {
                await().pollDelay(STANDSTILL)
                        .atMost(STANDSTILL.plus(SinkRig.PATIENCE))
                        .until(() -> sink.problem().isPresent());
            } finally {
                server.resume();
            }
            rig.awaitNoLag(BACK_WITHIN);

            // then
            assertNothingIsLost(store, members);
        }
    }

    private SinkRuntime start(VectorStore store) {
        return rig.start(rig.settings(OptionalInt.empty(), writers), store);
    }

    private List<String> importUntilTheMidst(VectorStore store) throws Exception {
        rig.sendAll(Stream.generate(history::next).limit(CHANGES));
        await().atMost(SinkRig.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                // A collection is there a moment before its index is.
                .ignoreExceptionsInstanceOf(VectorStoreException.class)
                .until(() -> !store.collections().isEmpty() && store.count(SinkRig.COLLECTION) > ROWS_BEFORE);
        assertThat(rig.lag()).as("what the server has not got when it fails").isPositive();
        return rig.members();
    }

    private void assertNothingIsLost(VectorStore store, List<String> members) throws Exception {
        assertThat(rig.deadLetters()).isEmpty();
        assertThat(rig.members()).as("members of the group").isEqualTo(members);
        await().atMost(SinkRig.PATIENCE).ignoreExceptions().untilAsserted(() -> history.assertIsWhatIsIn(store));
    }
}
