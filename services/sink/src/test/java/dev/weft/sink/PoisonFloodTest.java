package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.DeadLetter;
import dev.weft.events.EventCodecs;
import dev.weft.testkit.JavaHeap;
import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import dev.weft.testkit.TestBroker;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink with little memory takes any number of bad records: it forgets them when their dead letters are written. */
class PoisonFloodTest {

    private static final System.Logger LOG = System.getLogger(PoisonFloodTest.class.getName());
    private static final int POISON = 20_000;

    /** Between two good records. */
    private static final int POISON_IN_A_ROW = 4;

    private static final int THIRDS = 3;

    /** Makes records of 2 KiB: all of them together are a third of the heap, and those of the last two thirds 27 MiB. */
    private static final int DIMENSION = 512;

    /** Far above what a process at rest varies by, and far below those 27 MiB. */
    private static final long FLAT = 6L << 20;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    private final SinkRig rig = new SinkRig(TestBroker.freshSettings());
    private final PoisonRecords records = new PoisonRecords(EventCodecs.open(rig.kafka), DIMENSION);
    private final Map<String, PoisonRecords.Kind> sentBad = new HashMap<>();
    private final Set<String> sentGood = new HashSet<>();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void shouldKeepItsHeapFlatAndDeadLetterEachOfTwentyThousandBadRecords() {
        // given
        String uri = "lucene:" + folder.resolve("index");
        long[] heap = new long[THIRDS];
        List<String> readiness;

        // when
        try (JavaProcess sink = start(uri)) {
            for (int third = 0; third < THIRDS; third++) {
                sendUpTo(POISON * (third + 1) / THIRDS);
                rig.awaitNoLag(PATIENCE);
                heap[third] = JavaHeap.liveBytes(sink);
            }
            assertThat(sink.isAlive()).isTrue();
            readiness = sink.lines();
        }

        // then
        LOG.log(System.Logger.Level.INFO, "bytes in the heap after each third: {0}", Arrays.toString(heap));
        assertThat(readiness).endsWith(PoisonedSink.READY);
        assertThat(heap[THIRDS - 1] - heap[0])
                .as("what the heap has grown by while %,d bytes became %,d", heap[0], heap[THIRDS - 1])
                .isLessThan(FLAT);
        assertThatEachBadRecordHasOneDeadLetter();
        try (VectorStore store = VectorStores.open(uri)) {
            assertThat(SinkRig.content(store))
                    .extracting(StoredVersion::key)
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrderElementsOf(sentGood);
        }
    }

    private void assertThatEachBadRecordHasOneDeadLetter() {
        List<DeadLetter> letters = rig.deadLetters();
        assertThat(letters).hasSize(POISON).allSatisfy(letter -> {
            String key = new String(letter.key(), StandardCharsets.UTF_8);
            assertThat(Optional.ofNullable(sentBad.remove(key)))
                    .as("a record that was sent, and no letter before, at %s", key)
                    .hasValueSatisfying(kind -> {
                        assertThat(letter.stage()).isEqualTo(kind.stage);
                        assertThat(letter.reason()).isEqualTo(kind.reason);
                    });
            assertThat(letter.message()).isNotBlank();
            assertThat(letter.origin().topic()).isEqualTo(rig.kafka.topics().embeddings());
        });
        assertThat(sentBad).isEmpty();
    }

    /** @param count of bad records since the beginning */
    private void sendUpTo(int count) {
        PoisonRecords.Kind[] kinds = PoisonRecords.Kind.values();
        for (int i = sentBad.size(); i < count; i++) {
            PoisonRecords.Kind kind = kinds[i % kinds.length];
            String key = "default/bad-" + i;
            rig.queue(key, records.bad(kind, "bad-" + i));
            sentBad.put(key, kind);
            if (i % POISON_IN_A_ROW == 0) {
                String good = "default/good-" + i;
                rig.queue(good, records.bytes(records.good("good-" + i)));
                sentGood.add(good);
            }
        }
        rig.flush();
    }

    private JavaProcess start(String uri) {
        return JavaLaunch.of(PoisonedSink.class)
                .options("-Xmx128m", "--enable-native-access=ALL-UNNAMED")
                .arguments(
                        rig.kafka.bootstrapServers(), rig.kafka.topicPrefix(), rig.kafka.partitions(), uri, DIMENSION)
                .start();
    }
}
