package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.TestBroker;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink that dies at any moment, between the write and the commit as well, loses nothing and writes nothing twice. */
class KilledSinkTest {

    private static final int ITEMS = 400;
    private static final int CHANGES_PER_LIFE = 300;

    /** Of 50 changes each: some sinks die after their first write, others when nearly all is done. */
    private static final int MOST_WRITES = 6;

    private final SinkRig rig = new SinkRig(TestBroker.freshSettings());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldHoldExactlyTheLogWhenKilledFiveTimes() throws Exception {
        killAndCompare(5, "lucene:" + folder.resolve("index"));
    }

    @Test
    @Tag("soak")
    void shouldHoldExactlyTheLogWhenKilledTwentyTimes() throws Exception {
        killAndCompare(20, "lucene:" + folder.resolve("index"));
    }

    private void killAndCompare(int deaths, String uri) throws Exception {
        // given
        History history = new History(ITEMS, deaths);
        Random random = new Random(deaths);

        int unfinished = 0;

        // when
        for (int death = 0; death < deaths; death++) {
            for (int i = 0; i < CHANGES_PER_LIFE; i++) {
                rig.send(history.next());
            }
            try (JavaProcess sink = start(uri)) {
                sink.awaitLines(1 + random.nextInt(MOST_WRITES), SinkRig.PATIENCE);
                sink.kill();
            }
            unfinished += rig.lag() > 0 ? 1 : 0;
        }
        try (JavaProcess _ = start(uri)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(unfinished)
                .as("those that died between a write and its commit")
                .isPositive();
        assertThat(rig.deadLetters()).isEmpty();
        try (VectorStore store = VectorStores.open(uri)) {
            history.assertIsWhatIsIn(store);
        }
    }

    private JavaProcess start(String uri) {
        return JavaLaunch.of(SinkMain.class)
                .options("-Xmx256m", "-XX:TieredStopAtLevel=1")
                .arguments(rig.kafka.bootstrapServers(), rig.kafka.topicPrefix(), rig.kafka.partitions(), uri, 4)
                .start();
    }
}
