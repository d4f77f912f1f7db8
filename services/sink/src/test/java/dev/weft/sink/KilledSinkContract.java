package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.TestBroker;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A sink that dies at any moment, between the write and the commit as well, loses nothing and writes nothing twice. */
abstract class KilledSinkContract {

    private static final int ITEMS = 400;
    private static final int CHANGES_PER_LIFE = 300;

    /** Of 50 changes each: some sinks die after their first write, others when nearly all is done. */
    private static final int MOST_WRITES = 6;

    /** So that the group soon takes a killed sink for dead. */
    private static final Duration SHORT_SESSION = Duration.ofMillis(2_500);

    private final SinkRig rig = new SinkRig(TestBroker.freshSettings());

    /** Of an empty store; the same one at each call. */
    abstract String uri();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldHoldExactlyTheLogWhenKilledFiveTimes() throws Exception {
        killAndCompare(5);
    }

    @Test
    @Tag("soak")
    void shouldHoldExactlyTheLogWhenKilledTwentyTimes() throws Exception {
        killAndCompare(20);
    }

    private void killAndCompare(int deaths) throws Exception {
        // given
        History history = new History(ITEMS, deaths);
        Random random = new Random(deaths);

        int unfinished = 0;

        // when
        for (int death = 0; death < deaths; death++) {
            rig.sendAll(Stream.generate(history::next).limit(CHANGES_PER_LIFE));
            try (JavaProcess sink = start()) {
                sink.awaitLines(1 + random.nextInt(MOST_WRITES), SinkRig.PATIENCE);
                sink.kill();
            }
            unfinished += rig.lag() > 0 ? 1 : 0;
        }
        try (JavaProcess _ = start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(unfinished)
                .as("those that died between a write and its commit")
                .isPositive();
        assertThat(rig.deadLetters()).isEmpty();
        try (VectorStore store = VectorStores.open(uri())) {
            history.assertIsWhatIsIn(store);
        }
    }

    private JavaProcess start() {
        return SinkProcesses.start(rig, uri(), 4, SHORT_SESSION);
    }
}
