package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.FaultProxy;
import dev.weft.testkit.FaultProxy.Direction;
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.TestBroker;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A sink that is stopped with a write on its way, is taken for dead by its group and goes on later. Both sinks are processes, and write the same
 * Milvus, which has no conditional writes.
 */
@UsesMilvus(MilvusKind.FULL)
class StoppedSinkOnMilvusTest {

    private static final int ITEMS = 40;

    /** Vectors of 1 KiB: an upsert of all items has some 50 KB, which is less than gRPC sends without being asked for more. */
    private static final int DIMENSION = 256;

    /** The look before the upsert has less than 3 KB, and the network takes 16 KiB at a time. */
    private static final long AMID_THE_UPSERT = 20_000;

    private static final long BYTES_PER_SECOND = 20_000;

    /** As docs/sink.md asks for. */
    private static final String SHORTER_THAN_A_SESSION = "PT4S";

    /** With the other one the server itself gives up what comes so late. */
    private static final String MUCH_TOO_LONG = "PT2M";

    /** The shortest that brokers allow by default, and what a member's belief in its partitions is made for. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private static final Duration SOON = Duration.ofMillis(20);

    private final SinkRig rig = new SinkRig(TestBroker.freshSettings());
    private final UnitVectors vectors = new UnitVectors(DIMENSION, 4);
    private final String uri;
    private final FaultProxy network;
    private final String uriThroughNetwork;

    StoppedSinkOnMilvusTest(MilvusServer server) {
        EmptyMilvus.make(server);
        network = FaultProxy.start(
                new InetSocketAddress(server.uri().getHost(), server.uri().getPort()), 4);
        uri = "milvus:" + server.uri() + "?deadline=PT4S";
        uriThroughNetwork = "milvus:http://127.0.0.1:" + network.address().getPort() + "?deadline=";
    }

    @AfterEach
    void close() {
        network.close();
        rig.close();
    }

    @Test
    @Tag("soak")
    void shouldKeepTheNewVersionWhenASinkGoesOnThatWasStoppedWhileItWroteTheOldOne() throws Exception {
        try (JavaProcess stopped = start(uriThroughNetwork + SHORTER_THAN_A_SESSION)) {
            // given
            stopAmidTheWriteOf(1, stopped);

            // when
            try (JavaProcess _ = start(uri);
                    VectorStore store = VectorStores.open(uri)) {
                send(2);
                rig.awaitNoLag();
                network.heal();
                stopped.resume();

                // then
                awaitBothAtWork();
                assertHolds(store, 2);
            }
        }
    }

    @Test
    void shouldKeepTheNewVersionWhenTheNetworkBringsTheOldOneAfterIt() throws Exception {
        try (JavaProcess stopped = start(uriThroughNetwork + MUCH_TOO_LONG)) {
            // given
            stopAmidTheWriteOf(1, stopped);
            network.halfOpen(Direction.TO_TARGET);

            // when
            try (JavaProcess _ = start(uri);
                    VectorStore store = VectorStores.open(uri)) {
                send(2);
                rig.awaitNoLag();
                network.heal();
                await().atMost(SinkRig.PATIENCE).until(() -> store.count(SinkRig.COLLECTION) > ITEMS + 1);
                stopped.resume();

                // then
                awaitBothAtWork();
                assertHolds(store, 2);
            }
        }
    }

    private JavaProcess start(String store) {
        return SinkProcesses.start(rig, store, 1, SESSION);
    }

    /** The item that comes first makes the collection, so that what is sent afterwards are nothing but rows. */
    private void stopAmidTheWriteOf(int version, JavaProcess sink) {
        rig.send(TestObjects.embedded("first", 1, vectors.next()));
        rig.awaitNoLag();
        network.bandwidth(BYTES_PER_SECOND);
        long before = network.bytes(Direction.TO_TARGET);
        send(version);
        await().atMost(SinkRig.PATIENCE)
                .pollInterval(SOON)
                .until(() -> network.bytes(Direction.TO_TARGET) - before > AMID_THE_UPSERT);
        sink.suspend();
    }

    private void send(int version) {
        rig.sendAll(IntStream.range(0, ITEMS)
                .mapToObj(item -> TestObjects.embedded("item-" + item, version, vectors.next())));
    }

    /** The one that goes on has found out that it was taken for dead, and is let in again. */
    private void awaitBothAtWork() {
        await().atMost(SinkRig.PATIENCE).until(() -> rig.members().size() == 2);
        rig.send(TestObjects.embedded("last", 1, vectors.next()));
        rig.awaitNoLag();
    }

    private void assertHolds(VectorStore store, int version) {
        List<StoredVersion> all = SinkRig.content(store);
        assertThat(all).hasSize(ITEMS + 2);
        assertThat(all.stream().filter(stored -> stored.key().id().value().startsWith("item-")))
                .hasSize(ITEMS)
                .allSatisfy(stored -> assertThat(stored.version()).isEqualTo(version));
        assertThat(store.count(SinkRig.COLLECTION))
                .as("rows, of old versions as well")
                .isEqualTo(ITEMS + 2);
        assertThat(rig.deadLetters()).isEmpty();
    }
}
