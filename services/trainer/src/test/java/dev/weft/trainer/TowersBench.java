package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.Sha256;
import dev.weft.core.Split;
import dev.weft.core.TenantId;
import dev.weft.events.EventCodecs;
import dev.weft.events.Producers;
import dev.weft.inference.BundleLock;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.learning.FeatureRows;
import dev.weft.media.ObjectStore;
import dev.weft.media.ObjectStores;
import dev.weft.testkit.TestBundles;
import dev.weft.testkit.TestObjects;
import dev.weft.trainer.DemoItems.Item;
import dev.weft.trainer.pool.BatchRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Some of the demo catalog as it lies in the log and the object store, with features of two bundles: under the embedder's keys those of the demo's towers, but not
 * of all items; beside them those of small towers with random weights, of all items, as a rollout leaves them.
 */
final class TowersBench implements AutoCloseable {

    private static final int DISTRACTORS = 110;

    /** Items of which the log has no features of the demo's towers. */
    private static final int NOT_EMBEDDED = 24;

    private final Path folder;
    private final ReleaseBench bench;
    private final ObjectStore objects;
    private final LogInputs inputs;
    private final List<Item> items;
    private final EmbeddingModel demo = EmbeddingModels.open(Demo.BUNDLE, InferenceOptions.defaults());
    private final String smallBundle;
    private final EmbeddingModel small;

    TowersBench(Path folder) throws IOException {
        this.folder = folder;
        bench = new ReleaseBench(folder);
        objects = ObjectStores.open("folder:" + folder.resolve("objects"));
        inputs = new LogInputs(settings(), EventCodecs.open(bench.kafka()), bench.files());
        Path bundle = TestBundles.copy("tiny-siglip", folder);
        BundleLock.write(bundle, BundleLock.of(bundle).files());
        smallBundle = bundle.toString();
        small = EmbeddingModels.open(smallBundle, InferenceOptions.defaults());
        List<Item> all = DemoItems.read("noto");
        items = Stream.concat(
                        all.stream().filter(item -> Split.of(item.family()) == Split.GATE),
                        all.stream()
                                .filter(item -> Split.of(item.family()) == Split.TRAIN)
                                .limit(DISTRACTORS))
                .toList();
        write();
    }

    ReleaseBench releases() {
        return bench;
    }

    /** Of a trainer whose {@code weft.model} is the demo's. */
    LogInputs inputs() {
        return inputs;
    }

    EmbeddingModel demo() {
        return demo;
    }

    String smallBundle() {
        return smallBundle + "#" + small.id();
    }

    EmbeddingModel small() {
        return small;
    }

    /** Damages the file of a gate item of which there are no features of the demo's towers, and says which. */
    MediaKey damaged() throws IOException {
        Item item = items.getFirst();
        String hash = Sha256.of(item.picture()).hex();
        try (Stream<Path> paths = Files.walk(folder.resolve("objects"))) {
            List<Path> files = paths.filter(
                            path -> path.getFileName().toString().contains(hash))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(files).hasSize(1);
            Files.write(files.getFirst(), new byte[] {1, 2, 3});
        }
        return key(item);
    }

    private TrainerSettings settings() {
        return new TrainerSettings(
                bench.kafka(),
                "folder:" + folder.resolve("objects"),
                Demo.BUNDLE,
                InferenceOptions.defaults(),
                folder.resolve("state"),
                "category",
                Optional.of(Demo.BUNDLE),
                Optional.of(Demo.BUNDLE + "/guard.zip"),
                0,
                Optional.empty(),
                new BatchRules(Duration.ofHours(24), Set.of()),
                SmallInputs.laneSettings(),
                bench.plan("catalog"));
    }

    private void write() throws IOException {
        EventCodecs codecs = EventCodecs.open(bench.kafka());
        try (Producer<String, byte[]> producer = Producers.idempotent(bench.kafka(), "towers-bench")) {
            for (Item item : items) {
                MediaItem stored = new MediaItem(
                        key(item),
                        1,
                        item.family(),
                        Attributes.of(Map.of("category", AttributeValue.of(item.category()))),
                        List.of(
                                Part.image(objects.put(
                                        TenantId.DEFAULT, new ByteArrayInputStream(item.picture()), "image/png")),
                                Part.caption(item.caption())));
                var _ = producer.send(new ProducerRecord<>(
                        bench.kafka().topics().media(),
                        stored.key().toString(),
                        codecs.media().encode(TestObjects.uploaded(stored))));
            }
            // The first item is of the gate's families, and the last are not.
            List<Item> embedded = items.subList(1, items.size() - NOT_EMBEDDED + 1);
            features(producer, codecs, demo, embedded, feature -> feature.key().toString());
            features(
                    producer,
                    codecs,
                    small,
                    items,
                    feature -> new FeatureKey(feature.key(), feature.towerId()).toString());
        }
    }

    private void features(
            Producer<String, byte[]> producer,
            EventCodecs codecs,
            EmbeddingModel model,
            List<Item> embedded,
            Function<Feature, String> key) {
        Map<Modality, FeatureRows> rows = Map.of(
                Modality.IMAGE, DemoFeatures.pictures(model, embedded),
                Modality.TEXT, DemoFeatures.captions(model, embedded));
        rows.forEach((modality, ofModality) -> {
            for (int row = 0; row < embedded.size(); row++) {
                Feature feature = new Feature(
                        new PartKey(key(embedded.get(row)), modality == Modality.TEXT ? Part.CAPTION : Part.IMAGE),
                        model.towerId(modality),
                        modality,
                        1,
                        Embedding.wrap(ofModality.gather(new int[] {row})));
                var _ = producer.send(new ProducerRecord<>(
                        bench.kafka().topics().features(),
                        key.apply(feature),
                        codecs.features().encode(feature)));
            }
        });
    }

    private static MediaKey key(Item item) {
        return MediaKey.of("default", item.id());
    }

    @Override
    public void close() {
        inputs.close();
        demo.close();
        small.close();
        bench.close();
    }
}
