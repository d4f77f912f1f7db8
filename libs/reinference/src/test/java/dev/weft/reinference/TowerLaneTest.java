package dev.weft.reinference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.MediaItem;
import dev.weft.core.running.Ranges;
import dev.weft.inference.BundleLock;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.media.AvBudget;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ObjectStores;
import dev.weft.preparation.AvSettings;
import dev.weft.testkit.TestBundles;
import dev.weft.testkit.TestObjects;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TowerLaneTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Set<String> RUNS = Set.of("features", "embed");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldSayWhyItStandsStillWhileATowerHangs() throws Exception {
        Path bundle = TestBundles.copy("tiny-siglip", folder);
        BundleLock.write(bundle, BundleLock.of(bundle).files());
        CountDownLatch gate = new CountDownLatch(1);
        List<MediaItem> items = List.of(TestObjects.captioned("apple", 1, "an apple"));
        try (EmbeddingModel real = EmbeddingModels.open(bundle.toString(), InferenceOptions.defaults());
                TowerLane lane = new TowerLane(
                        hanging(real, gate),
                        ObjectStores.open("folder:" + folder.resolve("objects")),
                        () -> {},
                        settings(Duration.ofMillis(200)))) {
            assertThat(lane.problem()).isEmpty();

            // when
            CompletableFuture<List<Reinference.Made>> made = CompletableFuture.supplyAsync(() -> make(lane, items));

            // then
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (lane.problem().isEmpty() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(lane.problem()).hasValueSatisfying(why -> assertThat(why).contains("backfill-text tower"));

            // when it goes on after all
            gate.countDown();

            // then
            assertThat(made.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .singleElement()
                    .isInstanceOf(Reinference.Made.Parts.class);
            assertThat(lane.problem()).isEmpty();
        }
    }

    private static List<Reinference.Made> make(TowerLane lane, List<MediaItem> items) {
        try {
            return lane.make(items);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A model whose runs begin when the gate is open. */
    private static EmbeddingModel hanging(EmbeddingModel real, CountDownLatch gate) {
        return (EmbeddingModel) Proxy.newProxyInstance(
                EmbeddingModel.class.getClassLoader(),
                new Class<?>[] {EmbeddingModel.class},
                (_, method, arguments) -> {
                    if (RUNS.contains(method.getName())) {
                        gate.await();
                    }
                    return method.invoke(real, arguments);
                });
    }

    private static LaneSettings settings(Duration inferenceTimeout) {
        return new LaneSettings(
                new Ranges("test."),
                DecodeBudget.defaults(),
                new AvSettings(AvBudget.defaults(), Path.of("none"), Duration.ofSeconds(1), 10, 256),
                16 << 20,
                8,
                inferenceTimeout,
                "none",
                Duration.ZERO);
    }
}
