package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.e2e.Gateway.Hit;
import dev.weft.embeddedkafka.EmbeddedKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What an item lives through: upload, change, removal, restart, and its history read again from the start. */
@TestInstance(Lifecycle.PER_CLASS)
class LifecycleTest {

    private static final byte[] BICYCLE = DemoCatalog.picture("noto-1f6b2");
    private static final byte[] UMBRELLA = DemoCatalog.picture("noto-2602-fe0f");
    private static final byte[] OTHER_BICYCLE = DemoCatalog.picture("twemoji-1f6b2");

    /** Scores of the same picture differ by rounding only. */
    private static final double SAME = 0.9999;

    private Standalone standalone;
    private Gateway gateway;

    @BeforeAll
    void start() throws IOException {
        standalone = Standalone.start(Standalone.newDataFolder());
        gateway = standalone.gateway();
    }

    /** A test that failed half-way may have left it stopped. */
    @BeforeEach
    void ensureRunning() throws IOException {
        if (!standalone.isRunning()) {
            standalone.restart();
        }
    }

    @AfterAll
    void stop() throws InterruptedException {
        standalone.close();
    }

    @Test
    void shouldBeFoundByWordsByPictureAndByLikenessWhenUploaded() throws Exception {
        // given
        gateway.putAndAwait("found-umbrella", UMBRELLA, "an umbrella");

        // when
        gateway.putAndAwait("found-bicycle", BICYCLE, "a bicycle");
        gateway.putAndAwait("found-twin", OTHER_BICYCLE, "another bicycle");

        // then
        assertThat(gateway.byWords("bicycle", 3, "image")).extracting(Hit::id).startsWith("found-bicycle");
        assertThat(gateway.byWords("an umbrella", 1, "text"))
                .extracting(Hit::id)
                .containsExactly("found-umbrella");
        assertThat(gateway.byPicture(BICYCLE, 1, "image").getFirst())
                .satisfies(hit -> assertThat(hit.id()).isEqualTo("found-bicycle"))
                .satisfies(hit -> assertThat(hit.score()).isGreaterThan(SAME));
        assertThat(gateway.like("found-bicycle", 1, "image"))
                .extracting(Hit::id)
                .containsExactly("found-twin");
        assertThat(gateway.bytes("/v1/media/found-bicycle/content")).isEqualTo(BICYCLE);
    }

    @Test
    void shouldLoseItsOldVectorWhenItsPictureChanges() throws Exception {
        // given
        long before = gateway.putAndAwait("changing", BICYCLE, "it changes");

        // when
        long after = gateway.putAndAwait("changing", UMBRELLA, "it changes");

        // then
        assertThat(after).isGreaterThan(before);
        assertThat(Gateway.find(gateway.byPicture(BICYCLE, 1000, "image"), "changing"))
                .hasValueSatisfying(hit -> assertThat(hit.score()).isLessThan(0.95));
        assertThat(Gateway.find(gateway.byPicture(UMBRELLA, 1000, "image"), "changing"))
                .hasValueSatisfying(hit -> assertThat(hit.score()).isGreaterThan(SAME))
                .hasValueSatisfying(hit -> assertThat(hit.version()).isEqualTo(after));
    }

    @Test
    void shouldKeepItsVersionWhenTheSameIsUploadedAgain() throws Exception {
        // given
        byte[] picture = TestPictures.unique();
        long version = gateway.putAndAwait("same", picture, "always the same");

        // when
        Gateway.Answer again = gateway.put("same", picture, "always the same");

        // then
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("version").asLong()).isEqualTo(version);
    }

    @Test
    void shouldNeverBeFoundAgainWhenDeletedEvenAfterARestart() throws Exception {
        // given
        gateway.putAndAwait("gone", TestPictures.unique(), "soon gone");
        gateway.putAndAwait("stays", TestPictures.unique(), "it stays");

        // when
        assertThat(gateway.delete("/v1/media/gone").status()).isEqualTo(202);
        awaitAbsent("gone");
        standalone.stop();
        standalone.restart();

        // then
        assertThat(everything()).doesNotContainKey("gone").containsKey("stays");
        assertThat(gateway.media("gone").path("state").asText()).isEqualTo("deleted");
        assertThat(gateway.delete("/v1/media/gone").status()).isEqualTo(404);
    }

    @Test
    void shouldChangeNothingWhenAllTopicsAreReadAgainFromTheStart() throws Exception {
        // given
        for (DemoCatalog.Entry entry : DemoCatalog.entries().subList(0, 20)) {
            gateway.putAndAwait(entry.id(), entry.picture(), entry.caption());
        }
        String changed = DemoCatalog.entries().getFirst().id();
        String removed = DemoCatalog.entries().get(1).id();
        gateway.putAndAwait(changed, UMBRELLA, "changed");
        gateway.delete("/v1/media/" + removed);
        awaitAbsent(removed);
        Map<String, Long> before = everything();
        long rowsBefore = rows();

        List<String> groups = Topic.groups(standalone.kafka());

        // when
        standalone.stop();
        rewind(groups);
        standalone.restart();
        awaitNoLag();

        // then
        assertThat(groups).contains("weft-embedder", "weft-sink");
        assertThat(before).hasSizeGreaterThanOrEqualTo(19).containsKey(changed).doesNotContainKey(removed);
        assertThat(everything()).isEqualTo(before);
        assertThat(rows()).isEqualTo(rowsBefore);
        for (Map.Entry<String, Long> item : before.entrySet()) {
            assertThat(gateway.media(item.getKey()).path("version").asLong())
                    .as(item.getKey())
                    .isEqualTo(item.getValue());
        }
    }

    /** The broker alone, on the stopped installation's data: nobody is in the groups, so their offsets can be moved. */
    private void rewind(List<String> groups) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.at(standalone.kafkaData(), standalone.kafkaPort())) {
            kafka.start();
            for (String group : groups) {
                Topic.rewind(kafka.bootstrapServers(), group);
                assertThat(Topic.lag(kafka.bootstrapServers(), group))
                        .as("work ahead of " + group)
                        .isPositive();
            }
        }
    }

    private void awaitNoLag() {
        Awaitility.await("everything read again").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (String group : Topic.groups(standalone.kafka())) {
                assertThat(Topic.lag(standalone.kafka(), group)).as(group).isZero();
            }
        });
    }

    private void awaitAbsent(String id) {
        Awaitility.await(id + " is gone")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(everything()).doesNotContainKey(id));
    }

    private long rows() throws IOException, InterruptedException {
        return gateway.stats().path("index").path("rows").asLong();
    }

    /** What searches find, by picture and by caption: id → version; each id once. */
    private Map<String, Long> everything() throws IOException, InterruptedException {
        Map<String, Long> found = new TreeMap<>();
        for (String modality : List.of("image", "text")) {
            for (Hit hit : gateway.byWords("anything", 1000, modality)) {
                Long other = found.put(hit.id(), hit.version());
                assertThat(other)
                        .as("version of " + hit.id() + " in both modalities")
                        .isIn(null, hit.version());
            }
        }
        return found;
    }
}
