package dev.weft.inference;

import dev.weft.core.Modality;
import dev.weft.inference.BundleManifest.EncoderSpec;
import dev.weft.inference.LoadedModel.Towers;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a bundle of either layout. */
final class ModelLoader {

    private static final Logger LOG = LoggerFactory.getLogger(ModelLoader.class);

    private final BundleSource source;
    private final Graphs graphs;
    private final BatchThreads threads;
    private final InferenceOptions options;

    private ModelLoader(BundleSource source, Graphs graphs, BatchThreads threads, InferenceOptions options) {
        this.source = source;
        this.graphs = graphs;
        this.threads = threads;
        this.options = options;
    }

    /** @throws ModelBundleException if the bundle can't be run; nothing stays loaded then */
    static LoadedModel load(BundleSource source, InferenceOptions options) {
        long start = System.nanoTime();
        Optional<HuggingFaceFiles> files = HuggingFaceFiles.find(source);
        LoadedModel model = load(source, files, options);
        try {
            files.flatMap(GoldenFile::find)
                    .ifPresent(golden -> GoldenTexts.require(model, golden.texts(), options.variant()));
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        LOG.info(
                "Loaded model {} on {} in {} ms",
                model.id(),
                model.executionProvider(),
                (System.nanoTime() - start) / 1_000_000);
        return model;
    }

    /** Loads without the bundle's own vectors being recomputed. */
    static LoadedModel load(BundleSource source, Optional<HuggingFaceFiles> files, InferenceOptions options) {
        BatchThreads threads = new BatchThreads(options.threads());
        Graphs graphs = new Graphs(source, options.device());
        try (graphs) {
            ModelLoader loader = new ModelLoader(source, graphs, threads, options);
            return loader.model(loader.manifest(files));
        } catch (RuntimeException e) {
            graphs.discard();
            threads.close();
            throw e;
        }
    }

    /** What the bundle says of itself; a Hugging Face layout is asked for its graphs, too. */
    static BundleManifest manifest(BundleSource source, InferenceOptions options) {
        try (BatchThreads threads = new BatchThreads(options.threads());
                Graphs graphs = new Graphs(source, options.device())) {
            BundleManifest manifest =
                    new ModelLoader(source, graphs, threads, options).manifest(HuggingFaceFiles.find(source));
            graphs.discard();
            return manifest;
        }
    }

    private BundleManifest manifest(Optional<HuggingFaceFiles> files) {
        if (files.isPresent()) {
            return new HuggingFaceReader(files.get(), options.variant(), graphs).read();
        }
        byte[] json = source.find(ManifestReader.FILE)
                .orElseThrow(() -> new ModelBundleException("the bundle " + source + " must have a "
                        + ManifestReader.FILE + ", or a " + HuggingFaceReader.CONFIG + " with its "
                        + BundleLock.FILE));
        if (options.variant() != ModelVariant.FP32) {
            throw new ModelBundleException("the bundle " + source + " has the one variant that its "
                    + ManifestReader.FILE + " lists, got " + options.variant());
        }
        return ManifestReader.read(json);
    }

    private LoadedModel model(BundleManifest manifest) {
        requireDimension(manifest);
        // The text tower is the largest: it starts first.
        manifest.text().ifPresent(this::start);
        manifest.image().ifPresent(this::start);
        manifest.audio().ifPresent(this::start);
        Optional<TextTokenizer> tokenizer = manifest.text()
                .map(spec -> TextTokenizer.load(source, spec.tower().processing()));
        try {
            return new LoadedModel(manifest, towers(manifest, tokenizer), options.device(), threads);
        } catch (RuntimeException e) {
            tokenizer.ifPresent(TextTokenizer::close);
            throw e;
        }
    }

    private Towers towers(BundleManifest manifest, Optional<TextTokenizer> tokenizer) {
        return new Towers(
                manifest.image()
                        .map(spec -> new Encoder<>(
                                ImageTower.of(spec.tower(), graph(spec.tower()), threads), head(spec, manifest))),
                manifest.text()
                        .map(spec -> new Encoder<>(
                                TextTower.of(spec.tower(), graph(spec.tower()), tokenizer.orElseThrow(), threads),
                                head(spec, manifest))),
                manifest.audio()
                        .map(spec -> new Encoder<>(
                                AudioTower.of(spec.tower(), graph(spec.tower()), threads), head(spec, manifest))));
    }

    private static void requireDimension(BundleManifest manifest) {
        for (Map.Entry<Modality, EncoderSpec<? extends TowerSpec>> entry :
                manifest.encoders().entrySet()) {
            int dimension = entry.getValue().tower().dimension();
            if (entry.getValue().head().isEmpty() && dimension != manifest.dimension()) {
                throw new ModelBundleException("the " + entry.getKey().wireName()
                        + " tower, without a head, must have the space's " + manifest.dimension() + " dimensions, got "
                        + dimension);
            }
        }
    }

    private void start(EncoderSpec<?> spec) {
        graphs.start(spec.tower().model());
        spec.head().ifPresent(head -> graphs.start(head.model()));
    }

    private Graph graph(TowerSpec spec) {
        return graphs.get(spec.model());
    }

    private Optional<Head> head(EncoderSpec<?> spec, BundleManifest manifest) {
        return spec.head().map(head -> Head.of(head, graphs.get(head.model()), manifest.dimension()));
    }
}
