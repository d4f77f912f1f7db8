package dev.weft.inference;

import dev.weft.inference.BundleManifest.EncoderSpec;
import dev.weft.inference.BundleManifest.HeadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a bundle. Its graphs are read, hashed and optimised side by side, as each takes one core. */
final class ModelLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);
    private static final int GRAPHS = 4;

    private final BundleSource source;
    private final BatchThreads batchThreads;
    private final ExecutorService threads;
    private final Queue<Runnable> loaded = new ConcurrentLinkedQueue<>();

    private ModelLoader(BundleSource source, BatchThreads batchThreads, ExecutorService threads) {
        this.source = source;
        this.batchThreads = batchThreads;
        this.threads = threads;
    }

    /** @throws ModelBundleException if the bundle can't be run; nothing stays loaded then */
    static LoadedModel load(BundleSource source, InferenceOptions options) {
        long start = System.nanoTime();
        BundleManifest manifest = manifest(source);
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(GRAPHS, cores));
        BatchThreads batchThreads = new BatchThreads(options.threads());
        ModelLoader loader = new ModelLoader(source, batchThreads, threads);
        try (threads) {
            LoadedModel model = loader.load(manifest);
            LOG.info("Loaded model {} in {} ms", model.id(), (System.nanoTime() - start) / 1_000_000);
            return model;
        } catch (RuntimeException e) {
            // The threads are done by now: what the others loaded before or after the failure is known.
            loader.loaded.forEach(Runnable::run);
            batchThreads.close();
            throw e;
        }
    }

    private static BundleManifest manifest(BundleSource source) {
        try (InputStream json = source.open(ManifestReader.FILE)) {
            return ManifestReader.read(json.readAllBytes());
        } catch (IOException e) {
            throw new ModelBundleException(
                    "the bundle " + source + " must have a readable " + ManifestReader.FILE + ": " + e.getMessage(), e);
        }
    }

    private LoadedModel load(BundleManifest manifest) {
        // The text tower is the largest: it starts first.
        Optional<Loading<TextTower>> text = manifest.text()
                .map(spec -> start(spec, manifest, () -> TextTower.load(source, spec.tower(), batchThreads)));
        Optional<Loading<ImageTower>> image = manifest.image()
                .map(spec -> start(spec, manifest, () -> ImageTower.load(source, spec.tower(), batchThreads)));
        return new LoadedModel(manifest, image.map(Loading::join), text.map(Loading::join), batchThreads);
    }

    private <T extends Tower> Loading<T> start(EncoderSpec<?> spec, BundleManifest manifest, Callable<T> tower) {
        if (spec.head().isEmpty() && spec.tower().dimension() != manifest.dimension()) {
            throw new ModelBundleException("a tower without a head must have the space's " + manifest.dimension()
                    + " dimensions, got " + spec.tower().dimension());
        }
        return new Loading<>(
                submit(tower, Tower::close), spec.head().map(head -> submit(() -> head(head, manifest), Head::close)));
    }

    private Head head(HeadSpec spec, BundleManifest manifest) {
        return Head.load(source, spec, manifest.dimension());
    }

    private <V> Future<V> submit(Callable<V> task, Consumer<V> close) {
        return threads.submit(() -> {
            V value = task.call();
            loaded.add(() -> close.accept(value));
            return value;
        });
    }

    private static <V> V join(Future<V> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelBundleException bundle) {
                throw bundle;
            }
            throw new ModelBundleException("the bundle can't be loaded: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelBundleException("loading the bundle was interrupted", e);
        }
    }

    /** An encoder whose parts are on their way. */
    private record Loading<T extends Tower>(Future<T> tower, Optional<Future<Head>> head) {
        Encoder<T> join() {
            return new Encoder<>(ModelLoader.join(tower), head.map(ModelLoader::join));
        }
    }
}
