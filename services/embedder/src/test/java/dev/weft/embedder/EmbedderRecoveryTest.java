package dev.weft.embedder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.core.DeadLetter;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.TenantId;
import dev.weft.events.KafkaSettings;
import dev.weft.events.PublisherSettings;
import dev.weft.events.TransactionalPublisher;
import dev.weft.media.ObjectStore;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nothing lost and nothing twice, whatever stops the embedder. */
@ExtendWith(KafkaExtension.class)
class EmbedderRecoveryTest {

    private static final int ITEMS = 150;

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
    void shouldPublishEachVersionOnceWhenHaltedMidWayAndStartedAgain() {
        // given
        sendItems();
        EmbedderRuntime first = rig.start();
        await().atMost(EmbedderRig.PATIENCE).until(() -> !rig.embeddings().isEmpty());
        first.halt();
        int publishedByFirst = rig.embeddings().size();

        // when
        try (EmbedderRuntime second = rig.start()) {
            rig.awaitNoLag();
        }

        // then
        assertThat(publishedByFirst).isLessThan(ITEMS);
        assertEachOnce();
    }

    @Test
    void shouldPublishEachVersionOnceWhenPartitionsMoveToAnotherInstance() {
        // given
        sendItems();
        try (EmbedderRuntime first = rig.start(DemoModel.open(), rig.objects, "a")) {
            await().atMost(EmbedderRig.PATIENCE).until(() -> !rig.embeddings().isEmpty());

            // when
            try (EmbedderRuntime second = rig.start(DemoModel.open(), rig.objects, "b")) {
                rig.awaitNoLag();
            }
        }

        // then
        assertEachOnce();
    }

    @Test
    void shouldGoOnWithoutDoublesWhenAnotherProducerTookItsTransactionalId() {
        // given
        try (EmbedderRuntime embedder = rig.start();
                TransactionalPublisher thief = new TransactionalPublisher(new PublisherSettings(
                        rig.kafka,
                        rig.group(),
                        rig.settings("a").consuming().transactionalId(),
                        rig.settings("a").consuming().transactionTimeout()))) {
            rig.send(TestObjects.uploaded(TestObjects.captioned("before", 1, "before")));
            rig.awaitNoLag();

            // when
            thief.open();
            rig.send(TestObjects.uploaded(TestObjects.captioned("after", 1, "after")));
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings())
                .extracting(embedded -> embedded.key().id().value())
                .containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void shouldWaitWithoutDeadLettersWhenTheObjectStoreIsAway() throws Exception {
        // given
        AtomicBoolean away = new AtomicBoolean(true);
        rig.send(TestObjects.uploaded(rig.pictured("apple", 1, TestImages.png(1), "an apple")));
        try (EmbedderRuntime embedder = rig.start(DemoModel.open(), new AwayStore(rig.objects, away), "a")) {
            await().atMost(EmbedderRig.PATIENCE)
                    .until(() -> embedder.problem().orElse("").contains("object store"));

            // when
            away.set(false);
            rig.awaitNoLag();

            // then
            assertThat(rig.embeddings()).hasSize(1);
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(embedder.problem()).isEmpty();
        }
    }

    @Test
    void shouldWaitWithoutDeadLettersWhenTheModelIsBroken() {
        // given
        FaultyModel model = new FaultyModel("");
        try (EmbedderRuntime embedder = rig.start(model, rig.objects, "a")) {
            model.broken = true;
            rig.send(TestObjects.uploaded(TestObjects.captioned("apple", 1, "an apple")));
            await().atMost(EmbedderRig.PATIENCE)
                    .until(() -> embedder.problem().orElse("").contains("known good input"));

            // when
            model.broken = false;
            rig.awaitNoLag();
        }

        // then
        assertThat(rig.embeddings()).hasSize(1);
        assertThat(rig.deadLetters()).isEmpty();
    }

    @Test
    void shouldSayWhyAndWaitWithoutDeadLettersWhenTheModelHangs() {
        // given
        rig.inferenceTimeout = Duration.ofSeconds(1);
        FaultyModel model = new FaultyModel("");
        try (EmbedderRuntime embedder = rig.start(model, rig.objects, "a")) {
            CountDownLatch gate = new CountDownLatch(1);
            model.gate = gate;
            rig.send(TestObjects.uploaded(TestObjects.captioned("apple", 1, "an apple")));
            await().atMost(EmbedderRig.PATIENCE)
                    .until(() -> embedder.problem().orElse("").contains("has not ended within PT1S"));

            // when
            gate.countDown();
            rig.awaitNoLag();

            // then
            assertThat(embedder.problem()).isEmpty();
        }
        assertThat(rig.embeddings()).hasSize(1);
        assertThat(rig.deadLetters()).isEmpty();
    }

    @Test
    void shouldDeadLetterOnlyTheTextThatItsTowerHangsOn() {
        // given
        rig.inferenceTimeout = Duration.ofSeconds(1);
        FaultyModel model = new FaultyModel("").hangOn("hangs");
        for (int i = 0; i < 6; i++) {
            rig.send(TestObjects.uploaded(TestObjects.captioned("item-" + i, 1, i == 3 ? "hangs" : "text " + i)));
        }

        // when
        try (EmbedderRuntime embedder = rig.start(model, rig.objects, "a")) {
            rig.awaitNoLag();
            assertThat(embedder.problem()).isEmpty();
        } finally {
            model.close();
        }

        // then
        assertThat(rig.embeddings())
                .extracting(embedded -> embedded.key().id().value())
                .containsExactlyInAnyOrder("item-0", "item-1", "item-2", "item-4", "item-5");
        assertThat(rig.deadLetters()).extracting(DeadLetter::reason).containsExactly("inference_timeout");
    }

    private void sendItems() {
        IntStream.range(0, ITEMS)
                .forEach(i ->
                        rig.send(TestObjects.uploaded(TestObjects.captioned("item-" + i, i + 1, "text number " + i))));
    }

    private void assertEachOnce() {
        List<String> published = rig.embeddings().stream()
                .map(EmbedderRecoveryTest::keyAndVersion)
                .toList();
        assertThat(published)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ITEMS)
                        .mapToObj(i -> "default/item-" + i + "@" + (i + 1))
                        .toList());
        assertThat(rig.deadLetters()).isEmpty();
    }

    private static String keyAndVersion(MediaEmbedded embedded) {
        return embedded.key() + "@" + embedded.mediaVersion();
    }

    private record AwayStore(ObjectStore real, AtomicBoolean away) implements ObjectStore {
        @Override
        public StoredObject put(TenantId tenant, InputStream bytes, String contentType) throws IOException {
            return real.put(tenant, bytes, contentType);
        }

        @Override
        public InputStream open(StoredObject object) throws IOException {
            return real.open(object);
        }

        @Override
        public byte[] read(StoredObject object, long maxBytes) throws IOException {
            if (away.get()) {
                throw new IOException("connection refused");
            }
            return real.read(object, maxBytes);
        }
    }
}
