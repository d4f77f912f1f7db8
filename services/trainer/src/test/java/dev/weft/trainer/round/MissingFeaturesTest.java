package dev.weft.trainer.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaItem;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.Refusal;
import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import dev.weft.core.Stage;
import dev.weft.reinference.Reinference;
import dev.weft.testkit.TestObjects;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissingFeaturesTest {

    private static final Release RELEASE = TestObjects.release(
            TestObjects.RELEASE,
            ReleaseState.CANDIDATE,
            new Release.Contents("bundle", new TreeMap<>(Map.of(Modality.TEXT, "texts")), 2, new TreeMap<>()));

    private final List<Integer> told = new ArrayList<>();

    @Test
    void shouldMakeAllAsTheLogWouldKeepThemAndSayHowFarItIs() throws Exception {
        List<MediaItem> items = IntStream.range(0, 40)
                .mapToObj(i -> TestObjects.captioned("item-" + i, 7, "caption " + i))
                .toList();

        MissingFeatures.Made made = make(items, new Towers(0));

        assertThat(made.refusals()).isEmpty();
        assertThat(made.features()).hasSize(40).allSatisfy(feature -> {
            assertThat(feature.towerId()).isEqualTo("texts");
            assertThat(feature.mediaVersion()).isEqualTo(7);
            // Of 1/3 float16 keeps 11 bits.
            assertThat(feature.vector().get(0)).isEqualTo(0.33325195f);
        });
        assertThat(made.features()).extracting(Feature::key).doesNotHaveDuplicates();
        assertThat(told).containsExactly(0, 16, 32);
    }

    @Test
    void shouldGoOnWhenMediaCanBeReadAgain() throws Exception {
        Towers towers = new Towers(2);

        MissingFeatures.Made made = make(List.of(TestObjects.captioned("one", 1, "a caption")), towers);

        assertThat(made.features()).hasSize(1);
    }

    @Test
    void shouldSayOfEachItemWhyTheTowersCannotEmbedIt() throws Exception {
        MissingFeatures.Made made = make(
                List.of(TestObjects.captioned("bad", 1, "bad"), TestObjects.captioned("good", 1, "good")),
                new Towers(0));

        assertThat(made.refusals()).containsExactly("default/bad: it is bad");
        assertThat(made.features()).hasSize(1);
    }

    @Test
    void shouldGiveUpTowersThatMakeNothing() {
        List<MediaItem> items = List.of(TestObjects.captioned("one", 1, "a caption"));
        HangingTowers towers = new HangingTowers();
        MissingFeatures missing = new MissingFeatures(RELEASE, towers, ItemsListener.NONE, Duration.ofMillis(100));

        assertThatThrownBy(() -> missing.make(items))
                .isInstanceOf(UnusableCandidateException.class)
                .hasMessageContaining("have made nothing for PT0.1S");
        await().untilAsserted(() -> assertThat(towers.interrupted).isTrue());
    }

    private MissingFeatures.Made make(List<MediaItem> items, Reinference towers) throws Exception {
        return new MissingFeatures(RELEASE, towers, (done, _) -> told.add(done)).make(items);
    }

    /** Fails some times before it works; what is called bad can't be embedded. */
    private static final class Towers implements Reinference {

        private int failures;

        Towers(int failures) {
            this.failures = failures;
        }

        @Override
        public List<Made> make(List<MediaItem> items) throws IOException {
            if (failures-- > 0) {
                throw new IOException("the store is away");
            }
            return items.stream().map(Towers::made).toList();
        }

        private static Made made(MediaItem item) {
            if (item.key().id().value().equals("bad")) {
                return new Made.Refused(
                        new Refusal(Stage.DECODE, "unsupported_type", new IllegalArgumentException("it is bad")));
            }
            float third = 1 / 3f;
            return new Made.Parts(List.of(new MadePart(
                    Part.CAPTION, Modality.TEXT, Sha256.ofText("caption"), Embedding.of(third, (float)
                            Math.sqrt(1 - third * third)))));
        }

        @Override
        public void close() {}
    }

    /** Waits until it is told to stop. */
    private static final class HangingTowers implements Reinference {

        private volatile boolean interrupted;

        @Override
        public List<Made> make(List<MediaItem> items) throws InterruptedException {
            try {
                new CountDownLatch(1).await();
                return List.of();
            } catch (InterruptedException e) {
                interrupted = true;
                throw e;
            }
        }

        @Override
        public void close() {}
    }
}
