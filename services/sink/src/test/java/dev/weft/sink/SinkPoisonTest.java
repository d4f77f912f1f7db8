package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaStatus;
import dev.weft.core.Stage;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.Mutation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that will never land: one dead letter each, and nobody else is harmed. */
@ExtendWith(KafkaExtension.class)
class SinkPoisonTest {

    private static final int DIMENSION = 8;

    private final FlakyStore store = new FlakyStore();
    private final UnitVectors vectors = new UnitVectors(DIMENSION, 9);
    private SinkRig rig;
    private KafkaSettings kafka;

    @BeforeEach
    void prepare(KafkaSettings settings) {
        kafka = settings;
        rig = new SinkRig(settings);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    private MediaEmbedded embedded(String id) {
        return TestObjects.embedded(id, 1, vectors.next());
    }

    private byte[] bytes(String id) {
        return EventCodecs.open(kafka).embeddings().encode(embedded(id));
    }

    @Test
    void shouldMakeOneDeadLetterOfEachPoisonRecordAndLetNeighboursLand() {
        // given
        Map<String, byte[]> poison = new TreeMap<>(Map.of(
                "bad_magic", with(bytes("bad_magic"), 0, (byte) 7),
                "empty", new byte[0],
                "unknown_schema", with(bytes("unknown_schema"), 1, (byte) 0x7f),
                "truncated", Arrays.copyOf(bytes("truncated"), 40),
                "trailing", Arrays.copyOf(bytes("trailing"), bytes("trailing").length + 3),
                "giant", giantLength(bytes("giant")),
                "nan", withNaN("nan"),
                "dimension",
                        EventCodecs.open(kafka)
                                .embeddings()
                                .encode(TestObjects.embedded(
                                        "dimension", 1, new UnitVectors(DIMENSION + 1, 1).next()))));
        rig.send(embedded("first"));
        poison.forEach((id, value) -> {
            rig.sendRaw("default/" + id, value);
            rig.send(embedded("after-" + id));
        });

        // when
        try (SinkRuntime sink = rig.start(rig.settings(OptionalInt.of(DIMENSION), 3), store)) {
            rig.awaitNoLag();
            assertThat(sink.problem()).isEmpty();
        }

        // then
        assertThat(rig.deadLetters())
                .extracting(
                        letter -> new String(letter.key(), StandardCharsets.UTF_8),
                        DeadLetter::stage,
                        DeadLetter::reason)
                .containsExactlyInAnyOrder(
                        tuple("default/bad_magic", Stage.READ, "bad_magic"),
                        tuple("default/empty", Stage.READ, "bad_magic"),
                        tuple("default/unknown_schema", Stage.READ, "unknown_schema_id"),
                        tuple("default/truncated", Stage.READ, "malformed_avro"),
                        tuple("default/trailing", Stage.READ, "malformed_avro"),
                        tuple("default/giant", Stage.READ, "malformed_avro"),
                        tuple("default/nan", Stage.READ, "invalid_value"),
                        tuple("default/dimension", Stage.INDEX, "wrong_dimension"));
        assertThat(rig.deadLetters()).allSatisfy(letter -> {
            String id = new String(letter.key(), StandardCharsets.UTF_8).substring("default/".length());
            assertThat(letter.origin().topic()).isEqualTo(kafka.topics().embeddings());
            assertThat(letter.message()).isNotBlank();
            assertThat(letter.value()).isEqualTo(poison.get(id));
            assertThat(letter.release()).contains(TestObjects.RELEASE);
        });
        assertThat(SinkRig.content(store)).hasSize(1 + poison.size());
    }

    @Test
    void shouldFindTheOneRowThatTheStoreDoesNotTakeWhenItRefusesABatch() {
        // given
        store.refused = mutation -> isOf(mutation, "item-17") || isOf(mutation, "item-30");
        for (int i = 0; i < 40; i++) {
            rig.send(embedded("item-" + i));
        }

        // when
        try (SinkRuntime sink = rig.start(store)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.deadLetters())
                .extracting(letter -> new String(letter.key(), StandardCharsets.UTF_8), DeadLetter::reason)
                .containsExactlyInAnyOrder(
                        tuple("default/item-17", "invalid_row"), tuple("default/item-30", "invalid_row"));
        assertThat(SinkRig.content(store)).hasSize(38);
        assertThat(rig.statuses())
                .filteredOn(status -> status.state() == MediaStatus.State.FAILED)
                .hasSize(2);
        assertThat(rig.statuses())
                .filteredOn(status -> status.state() == MediaStatus.State.SEARCHABLE)
                .hasSize(38);
        assertThat(rig.meter("dead.letters", "stage", "index", "reason", "invalid_row"))
                .isEqualTo(2);
    }

    @Test
    void shouldFindTheOneDeletionThatTheStoreDoesNotTakeWhenItRefusesABatch() {
        // given
        rig.send(embedded("there"));
        for (int i = 0; i < 10; i++) {
            rig.send(TestObjects.embeddedDeleted("item-" + i, 1));
        }
        store.refused = mutation -> isOf(mutation, "item-3");

        // when
        try (SinkRuntime sink = rig.start(store)) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("invalid_row"));
        assertThat(SinkRig.content(store)).hasSize(10);
    }

    private static boolean isOf(Mutation mutation, String id) {
        return mutation.key().equals(TestObjects.key(id));
    }

    private static byte[] with(byte[] value, int at, byte changed) {
        value[at] = changed;
        return value;
    }

    /** The first field is a text: here it declares to be of 2 GiB. */
    private static byte[] giantLength(byte[] value) {
        byte[] header = Arrays.copyOf(value, 5);
        byte[] giant = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
        return ByteBuffer.allocate(header.length + giant.length)
                .put(header)
                .put(giant)
                .array();
    }

    /** A record that is well but for one number of its vector. */
    private byte[] withNaN(String id) {
        MediaEmbedded.Vectors event = (MediaEmbedded.Vectors) embedded(id);
        byte[] value = EventCodecs.open(kafka).embeddings().encode(event);
        float first = event.parts().getFirst().vector().get(0);
        byte[] sought = number(first);
        for (int at = 0; at + sought.length <= value.length; at++) {
            if (Arrays.equals(value, at, at + sought.length, sought, 0, sought.length)) {
                System.arraycopy(number(Float.NaN), 0, value, at, sought.length);
                return value;
            }
        }
        throw new AssertionError("the vector's first number must be in the record");
    }

    private static byte[] number(float value) {
        return ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }
}
