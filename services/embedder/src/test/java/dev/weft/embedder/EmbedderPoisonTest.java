package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaStatus;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.Stage;
import dev.weft.events.CutLetters;
import dev.weft.events.KafkaSettings;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** One bad record: one dead letter with its cause and origin, and neighbours that don't notice. */
@ExtendWith(KafkaExtension.class)
class EmbedderPoisonTest {

    @TempDir
    Path folder;

    private EmbedderRig rig;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new EmbedderRig(kafka, folder);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    @Test
    void shouldGoOnWithTheBeginningOfTheRecordWhenTheTopicTakesNoLargerDeadLetter() throws Exception {
        // given
        int limit = 100_000;
        byte[] poison = new byte[5 * limit];
        Arrays.fill(poison, (byte) 'x');
        rig.sendRaw("default/large", poison);
        rig.send(TestObjects.uploaded(TestObjects.captioned("large", 1, "one")));
        limitDeadLetters(limit);

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings()).hasSize(1);
        assertThat(rig.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("bad_magic");
            assertThat(letter.value()).hasSizeBetween(limit / 2, limit).containsOnly('x');
            assertThat(CutLetters.recordBytes(letter)).hasValue("default/large".length() + poison.length);
        });
    }

    private void limitDeadLetters(int bytes) throws Exception {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, rig.kafka.topics().deadLetters());
        AlterConfigOp limit = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(rig.kafka.clientProperties("test"))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
            // The controller has it; the broker that the embedder asks hears of it later.
            await().until(() -> limitOf(topic, admin).equals(Integer.toString(bytes)));
        }
    }

    private static String limitOf(ConfigResource topic, Admin admin) throws Exception {
        return Optional.ofNullable(
                        admin.describeConfigs(List.of(topic)).all().get().get(topic))
                .map(config -> config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
                .map(ConfigEntry::value)
                .orElse("");
    }

    @Test
    void shouldDeadLetterEachBadRecordAndEmbedItsNeighbours() throws Exception {
        // given
        byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
        byte[] whole = TestImages.png(5);
        rig.send(TestObjects.uploaded(TestObjects.captioned("good-1", 1, "one")));
        rig.sendRaw("default/garbage", garbage);
        rig.sendRaw("default/null", null);
        rig.sendRaw("default/unknown-schema", new byte[] {0, 0, 0, 0x7f, 1, 2, 3});
        rig.sendRaw("default/short", Arrays.copyOf(rig.encoded(TestObjects.deleted("short", 1)), 9));
        rig.sendRaw("default/somebody", rig.encoded(TestObjects.uploaded(TestObjects.captioned("else", 1, "x"))));
        rig.send(TestObjects.uploaded(TestObjects.item("missing-object", 1)));
        rig.send(TestObjects.uploaded(
                rig.pictured("truncated", 1, Arrays.copyOf(whole, whole.length / 2), "a picture")));
        rig.send(TestObjects.uploaded(
                rig.pictured("text-as-png", 1, "hello".getBytes(StandardCharsets.UTF_8), "a picture")));
        rig.send(TestObjects.uploaded(TestObjects.captioned("long", 1, "x".repeat(64 * 1024 + 1))));
        rig.send(TestObjects.uploaded(sound("sound")));
        rig.send(TestObjects.uploaded(rig.pictured("good-2", 1, whole, "two")));

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings())
                .extracting(embedded -> embedded.key().id().value())
                .containsExactlyInAnyOrder("good-1", "good-2");
        assertThat(rig.deadLetters())
                .extracting(EmbedderPoisonTest::keyOf, DeadLetter::stage, DeadLetter::reason)
                .containsExactlyInAnyOrder(
                        tuple("default/garbage", Stage.READ, "bad_magic"),
                        tuple("default/null", Stage.READ, "null_value"),
                        tuple("default/unknown-schema", Stage.READ, "unknown_schema_id"),
                        tuple("default/short", Stage.READ, "malformed_avro"),
                        tuple("default/somebody", Stage.READ, "key_mismatch"),
                        tuple("default/missing-object", Stage.FETCH, "object_not_found"),
                        tuple("default/truncated", Stage.DECODE, "truncated"),
                        tuple("default/text-as-png", Stage.DECODE, "unsupported_type"),
                        tuple("default/long", Stage.DECODE, "text_too_long"),
                        tuple("default/sound", Stage.DECODE, "unsupported_modality"));
        assertThat(rig.deadLetters())
                .filteredOn(letter -> keyOf(letter).equals("default/garbage"))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).isEqualTo(garbage);
                    assertThat(letter.origin().topic())
                            .isEqualTo(rig.kafka.topics().media());
                });
        assertThat(rig.statuses())
                .filteredOn(status -> status.state() == MediaStatus.State.FAILED)
                .extracting(
                        status -> status.key().id().value(),
                        status -> status.failure().orElseThrow().reason())
                .containsExactlyInAnyOrder(
                        tuple("missing-object", "object_not_found"),
                        tuple("truncated", "truncated"),
                        tuple("text-as-png", "unsupported_type"),
                        tuple("long", "text_too_long"),
                        tuple("sound", "unsupported_modality"));
        assertThat(rig.registry
                        .get("dead.letters")
                        .tag("stage", "decode")
                        .tag("reason", "truncated")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(rig.registry
                        .get("media.rejected")
                        .tag("reason", "unsupported_type")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldDeadLetterOnlyTheTextThatItsTowerCannotStomach() {
        // given
        FaultyModel model = new FaultyModel("poison");
        for (int i = 0; i < 12; i++) {
            rig.send(TestObjects.uploaded(TestObjects.captioned("item-" + i, 1, i == 5 ? "poison" : "text " + i)));
        }

        // when
        try (EmbedderRuntime embedder = rig.start(model, rig.objects, "a")) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings())
                .hasSize(11)
                .extracting(embedded -> embedded.key().id().value())
                .doesNotContain("item-5");
        assertThat(rig.deadLetters())
                .extracting(EmbedderPoisonTest::keyOf, DeadLetter::stage, DeadLetter::reason)
                .containsExactly(tuple("default/item-5", Stage.EMBED, "inference_failed"));
    }

    @Test
    void shouldRefuseVectorsThatTheBrokerWouldNotTakeWhenAttributesAreHuge() {
        // given
        Map<String, AttributeValue> huge = new HashMap<>();
        for (int i = 0; i < 63; i++) {
            huge.put("text" + i, AttributeValue.of("é".repeat(8_000)));
        }
        rig.send(TestObjects.uploaded(new MediaItem(
                TestObjects.key("huge"), 1, "huge", Attributes.of(huge), List.of(Part.caption("small")))));
        rig.send(TestObjects.uploaded(TestObjects.captioned("good", 1, "good")));

        // when
        try (EmbedderRuntime embedder = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings()).extracting(MediaEmbedded::key).containsExactly(TestObjects.key("good"));
        assertThat(rig.deadLetters()).extracting(DeadLetter::reason).containsExactly("too_large");
    }

    private MediaItem sound(String id) throws IOException {
        byte[] bytes = {1, 2, 3};
        PartContent.StoredObject stored =
                rig.objects.put(TestObjects.key(id).tenant(), new ByteArrayInputStream(bytes), "audio/wav");
        return new MediaItem(
                TestObjects.key(id), 1, id, Attributes.NONE, List.of(new Part("sound", Modality.AUDIO, stored)));
    }

    private static String keyOf(DeadLetter letter) {
        return new String(letter.key(), StandardCharsets.UTF_8);
    }
}
