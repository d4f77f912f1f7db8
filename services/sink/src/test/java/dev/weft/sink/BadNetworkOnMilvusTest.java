package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.testkit.FaultProxy;
import dev.weft.testkit.FaultProxy.Direction;
import dev.weft.testkit.TestBroker;
import dev.weft.testkit.milvus.MilvusKind;
import dev.weft.testkit.milvus.MilvusServer;
import dev.weft.testkit.milvus.UsesMilvus;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An import while the network between the sink and Milvus is bad in every way that a network is. */
@UsesMilvus(MilvusKind.FULL)
class BadNetworkOnMilvusTest {

    private static final long SEED = 29;
    private static final int ITEMS = 1_000;
    private static final int CHANGES_PER_FAULT = 500;

    /** Longer than the deadline of a call, which is how long the sink takes to notice that nobody answers. */
    private static final Duration FAULT = Duration.ofSeconds(4);

    private static final Duration DRAINED_WITHIN = Duration.ofMinutes(2);

    private enum Fault {
        SLOW_WITH_RESETS,
        RESETS,
        NO_ANSWERS,
        REQUESTS_LOST,
        ANSWERS_LOST,
        REFUSED;

        FaultProxy beginIn(FaultProxy network) {
            return switch (this) {
                case SLOW_WITH_RESETS ->
                    network.latency(Duration.ofMillis(500), Duration.ofMillis(100))
                            .resets(0.05);
                case RESETS -> network.resets(0.1);
                case NO_ANSWERS -> network.halfOpen(Direction.TO_CLIENT);
                case REQUESTS_LOST -> network.drop(Direction.TO_TARGET);
                case ANSWERS_LOST -> network.drop(Direction.TO_CLIENT);
                case REFUSED -> network.refuse().resetNow();
            };
        }
    }

    private final SinkRig rig = new SinkRig(TestBroker.freshSettings());
    private final History history = new History(ITEMS, SEED);
    private final String uri;
    private final FaultProxy network;

    BadNetworkOnMilvusTest(MilvusServer server) {
        EmptyMilvus.make(server);
        network = FaultProxy.start(
                new InetSocketAddress(server.uri().getHost(), server.uri().getPort()), SEED);
        uri = "milvus:http://127.0.0.1:" + network.address().getPort() + "?deadline=PT2S&connect_timeout=PT2S";
    }

    @AfterEach
    void close() {
        network.close();
        rig.close();
    }

    @Test
    void shouldHoldExactlyTheLogWhenTheNetworkFailsInEveryWay() throws Exception {
        importThroughFaults(FAULT);
    }

    @Test
    @Tag("soak")
    void shouldHoldExactlyTheLogWhenTheNetworkFailsInEveryWayForAMinute() throws Exception {
        importThroughFaults(Duration.ofMinutes(1));
    }

    private void importThroughFaults(Duration length) throws Exception {
        // given
        try (VectorStore store = VectorStores.open(uri);
                SinkRuntime sink = rig.start(rig.settings(OptionalInt.empty(), 4), store)) {
            send();
            rig.awaitNoLag();
            List<String> members = rig.members();
            Map<Fault, String> reasons = new EnumMap<>(Fault.class);

            // when
            for (Fault fault : Fault.values()) {
                fault.beginIn(network);
                send();
                await().pollDelay(length).atMost(length.plusSeconds(5)).until(() -> true);
                sink.problem().ifPresent(reason -> reasons.put(fault, reason));
                network.heal();
            }
            rig.awaitNoLag(DRAINED_WITHIN);

            // then
            assertThat(reasons)
                    .containsKeys(Fault.NO_ANSWERS, Fault.REQUESTS_LOST, Fault.ANSWERS_LOST, Fault.REFUSED)
                    .allSatisfy((fault, reason) -> assertThat(reason).contains("the vector store can't be written"));
            assertThat(sink.problem()).isEmpty();
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(rig.members()).as("members of the group").isEqualTo(members);
            history.assertIsWhatIsIn(store);
        }
    }

    private void send() {
        rig.sendAll(Stream.generate(history::next).limit(CHANGES_PER_FAULT));
    }
}
