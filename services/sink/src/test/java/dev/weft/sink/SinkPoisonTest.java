package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaStatus;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.vectorstore.Mutation;
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
    private SinkRig rig;
    private KafkaSettings kafka;
    private PoisonRecords records;

    @BeforeEach
    void prepare(KafkaSettings settings) {
        kafka = settings;
        rig = new SinkRig(settings);
        records = new PoisonRecords(EventCodecs.open(settings), DIMENSION);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    private MediaEmbedded embedded(String id) {
        return records.good(id);
    }

    @Test
    void shouldMakeOneDeadLetterOfEachPoisonRecordAndLetNeighboursLand() {
        // given
        Map<String, byte[]> poison = new TreeMap<>();
        for (PoisonRecords.Kind kind : PoisonRecords.Kind.values()) {
            poison.put(kind.name(), records.bad(kind, kind.name()));
        }
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
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PoisonRecords.Kind.values())
                        .map(kind -> tuple("default/" + kind, kind.stage, kind.reason))
                        .toList());
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
}
