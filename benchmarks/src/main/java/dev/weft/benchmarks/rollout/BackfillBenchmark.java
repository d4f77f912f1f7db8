package dev.weft.benchmarks.rollout;

import dev.weft.benchmarks.CatalogPicture;
import dev.weft.benchmarks.DemoCatalog;
import dev.weft.benchmarks.Machine;
import dev.weft.benchmarks.TemporaryFolder;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.RgbImage;
import dev.weft.core.Sha256;
import dev.weft.embeddedkafka.EmbeddedKafka;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.TopicProvisioner;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.TowerInput;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.rollout.projecting.ProjectedTopic;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.ProjectorSettings;
import dev.weft.rollout.projecting.Projectors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How much faster a backfill from stored features is than embedding the catalog again: {@code ./weft bench rollout}. Broker, table of features,
 * transactions and the demo bundle's heads are real; the features are random. What follows is the same for both and not in it: writing the index.
 */
public final class BackfillBenchmark {

    private static final int ITEMS = 100_000;
    private static final int PICTURES = 400;
    private static final int INFERENCE_BATCH = 32;
    private static final int TRANSACTION = 5_000;
    private static final long SEED = 6;
    private static final ReleaseId LIVE = new ReleaseId("bench", 1);
    private static final ReleaseId NEXT = new ReleaseId("bench", 2);
    private static final List<String> PARTS = List.of(Part.IMAGE, Part.CAPTION);

    private final EmbeddingModel model;
    private final KafkaSettings kafka;
    private final EventCodecs codecs;
    private final Random random = new Random(SEED);

    private BackfillBenchmark(EmbeddingModel model, KafkaSettings kafka) {
        this.model = model;
        this.kafka = kafka;
        this.codecs = EventCodecs.open(kafka);
    }

    /** Takes the project's root folder; prints a line per figure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        print("machine", Machine.description());
        try (TemporaryFolder folder = TemporaryFolder.create("weft-bench-rollout");
                EmbeddedKafka broker = EmbeddedKafka.at(folder.path().resolve("kafka"));
                EmbeddingModel model =
                        EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults())) {
            double inferred = itemsPerSecond(model, Path.of(args[0]));
            print("inference", "%.0f items/s: picture and caption, prepared and embedded".formatted(inferred));
            broker.start();
            KafkaSettings kafka = KafkaSettings.at(broker.bootstrapServers());
            TopicProvisioner.ensure(kafka, Duration.ofMinutes(1));
            BackfillBenchmark benchmark = new BackfillBenchmark(model, kafka);
            benchmark.write();
            double projected = benchmark.project(folder.path());
            print(
                    "ratio",
                    "%.0f × faster than inference of %d items, which takes %.0f s (target: at least 20 ×)"
                            .formatted(projected / inferred, ITEMS, ITEMS / inferred));
        }
    }

    private static double itemsPerSecond(EmbeddingModel model, Path root) throws IOException {
        List<CatalogPicture> pictures = DemoCatalog.read(root.resolve("infra/samples/emoji.zip"));
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        embed(model, decoder, pictures.subList(0, INFERENCE_BATCH));
        long started = System.nanoTime();
        for (int from = 0; from < PICTURES; from += INFERENCE_BATCH) {
            embed(model, decoder, pictures.subList(from, Math.min(PICTURES, from + INFERENCE_BATCH)));
        }
        return PICTURES / seconds(started);
    }

    private static void embed(EmbeddingModel model, ImageDecoder decoder, List<CatalogPicture> pictures) {
        List<TowerInput> images = pictures.stream()
                .map(picture -> model.prepare(decoder.decode(picture.bytes())))
                .toList();
        List<TowerInput> captions = pictures.stream()
                .map(picture -> model.prepare(picture.caption()))
                .toList();
        if (model.embed(Modality.IMAGE, images).size()
                        + model.embed(Modality.TEXT, captions).size()
                != 2 * pictures.size()) {
            throw new IllegalStateException("every input has a vector");
        }
    }

    private void write() {
        int imageWidth = width(Modality.IMAGE);
        int textWidth = width(Modality.TEXT);
        try (Producer<String, byte[]> producer =
                Producers.transactional(kafka, "bench-embedder", Duration.ofMinutes(1))) {
            producer.initTransactions();
            for (int from = 0; from < ITEMS; from += TRANSACTION) {
                producer.beginTransaction();
                for (int i = from; i < Math.min(ITEMS, from + TRANSACTION); i++) {
                    write(producer, MediaKey.of("default", "item-%06d".formatted(i)), imageWidth, textWidth);
                }
                producer.commitTransaction();
            }
        }
        print("items", "%d, features %d and %d, space %d".formatted(ITEMS, imageWidth, textWidth, model.dimension()));
    }

    private int width(Modality modality) {
        TowerInput input = modality == Modality.TEXT
                ? model.prepare("a word")
                : model.prepare(new RgbImage(32, 32, new byte[32 * 32 * 3]));
        return model.features(modality, List.of(input)).getFirst().dimension();
    }

    private void write(Producer<String, byte[]> producer, MediaKey key, int imageWidth, int textWidth) {
        List<MediaEmbedded.PartVector> parts = new ArrayList<>();
        for (String part : PARTS) {
            Modality modality = part.equals(Part.CAPTION) ? Modality.TEXT : Modality.IMAGE;
            PartKey name = new PartKey(key, part);
            Feature feature = new Feature(
                    name,
                    model.towerId(modality),
                    modality,
                    1,
                    vector(modality == Modality.TEXT ? textWidth : imageWidth));
            send(
                    producer,
                    kafka.topics().features(),
                    name.toString(),
                    codecs.features().encode(feature));
            parts.add(new MediaEmbedded.PartVector(
                    part, modality, Sha256.ofText(name.toString()), vector(model.dimension())));
        }
        MediaEmbedded item = new MediaEmbedded.Vectors(
                key, 1, LIVE, key.id().value(), Attributes.NONE, parts, Instant.EPOCH, Optional.empty());
        send(
                producer,
                kafka.topics().embeddings(),
                key.toString(),
                codecs.embeddings().encode(item));
    }

    private static void send(Producer<String, byte[]> producer, String topic, String key, byte[] value) {
        // A failed one makes the commit throw.
        Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, key, value));
    }

    private Embedding vector(int dimension) {
        float[] values = new float[dimension];
        IntStream.range(0, dimension).forEach(i -> values[i] = (float) random.nextGaussian());
        return Embedding.normalized(values);
    }

    /** @return items per second, the making of the table of features included */
    private double project(Path folder) throws InterruptedException {
        ProjectorSettings settings = new ProjectorSettings(
                kafka, "bench-rollout", "bench-rollout", Duration.ofMinutes(1), 1_000, folder.resolve("features"));
        ProjectedTopic topic = new ProjectedTopic(settings);
        Map<TopicPartition, Long> ends = topic.ends();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (Projectors projectors = new Projectors(settings, codecs, _ -> new BundleHeads(model), registry)) {
            long started = System.nanoTime();
            projectors.follow(List.of(release(LIVE, ReleaseState.LIVE), release(NEXT, ReleaseState.BACKFILLING)));
            double table = seconds(started);
            while (topic.left(NEXT, ends) > 0) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            double all = seconds(started);
            double made = registry.get("rollout.records")
                    .tag("outcome", "projected")
                    .counter()
                    .count();
            if (made != ITEMS) {
                throw new IllegalStateException("every item must be projected once, got " + made);
            }
            print(
                    "projection",
                    "%.1f s, of which %.1f s for the table of features; %.0f items/s"
                            .formatted(all, table, ITEMS / all));
            return ITEMS / all;
        }
    }

    private Release release(ReleaseId id, ReleaseState state) {
        Map<Modality, String> towers =
                Map.of(Modality.IMAGE, model.towerId(Modality.IMAGE), Modality.TEXT, model.towerId(Modality.TEXT));
        return new Release(
                id,
                Optional.empty(),
                1,
                new Release.Contents("demo", new TreeMap<>(towers), model.dimension(), new TreeMap<>()),
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(state, "", "bench", Optional.empty(), Release.Progress.NONE, Instant.EPOCH),
                Instant.EPOCH);
    }

    /** The bundle's own heads, as graphs: as large as those that are trained. */
    private record BundleHeads(EmbeddingModel model) implements Projection {

        @Override
        public List<Embedding> project(Modality modality, List<Embedding> features) {
            return model.project(modality, features);
        }

        @Override
        public void close() {
            // The model is the benchmark's.
        }
    }

    private static double seconds(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1e9;
    }

    private static void print(String what, String figure) {
        System.out.printf("%-14s %s%n", what, figure);
    }
}
