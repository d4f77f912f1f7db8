package dev.weft.inference;

import ai.onnxruntime.TensorInfo;
import dev.weft.core.Modality;
import dev.weft.inference.BundleManifest.EncoderSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a bundle in the Hugging Face ONNX layout: {@code config.json} and the processors' files, and {@code onnx/text_model.onnx},
 * {@code vision_model.onnx}, {@code audio_model.onnx} or, for a single encoder, {@code model.onnx}. Nothing follows from a model's name: what the
 * files don't say is an error.
 */
final class HuggingFaceReader {

    static final String CONFIG = "config.json";
    static final String POOLING = "1_Pooling/config.json";

    private static final String WHOLE = "model";
    private static final String GRAPH_END = ".onnx";
    private static final Map<Modality, String> TOWERS =
            Map.of(Modality.TEXT, "text_model", Modality.IMAGE, "vision_model", Modality.AUDIO, "audio_model");

    private final HuggingFaceFiles files;
    private final ModelVariant variant;
    private final Graphs graphs;

    HuggingFaceReader(HuggingFaceFiles files, ModelVariant variant, Graphs graphs) {
        this.files = files;
        this.variant = variant;
        this.graphs = graphs;
    }

    /** @throws ModelBundleException if a file isn't the listed one, or a field is missing or has a value that isn't supported */
    BundleManifest read() {
        Map<Modality, BundleFile> towers = towers();
        towers.values().forEach(graphs::start);
        HuggingFaceConfig config = files.requireJson(CONFIG, HuggingFaceConfig::read);
        Optional<TextTowerSpec> text = Optional.ofNullable(towers.get(Modality.TEXT))
                .map(file -> new HuggingFaceText(files, config).spec(file, graphs.get(file)));
        Optional<ImageTowerSpec> image =
                Optional.ofNullable(towers.get(Modality.IMAGE)).map(file -> image(file, config));
        Optional<AudioTowerSpec> audio =
                Optional.ofNullable(towers.get(Modality.AUDIO)).map(file -> audio(file, config));
        int dimension = text.map(TowerSpec::dimension)
                .or(() -> image.map(TowerSpec::dimension))
                .or(() -> audio.map(TowerSpec::dimension))
                .orElseThrow();
        try {
            return new BundleManifest(
                    config.name(),
                    dimension,
                    image.map(HuggingFaceReader::alone),
                    text.map(HuggingFaceReader::alone),
                    audio.map(HuggingFaceReader::alone),
                    config.similarity(),
                    config.matryoshka());
        } catch (IllegalArgumentException e) {
            throw new ModelBundleException(CONFIG + ": " + e.getMessage(), e);
        }
    }

    private static <T extends TowerSpec> EncoderSpec<T> alone(T tower) {
        return new EncoderSpec<>(tower, Optional.empty());
    }

    private Map<Modality, BundleFile> towers() {
        Map<Modality, BundleFile> towers = new EnumMap<>(Modality.class);
        TOWERS.forEach((modality, base) -> graph(base).ifPresent(file -> towers.put(modality, file)));
        if (towers.isEmpty()) {
            BundleFile whole = graph(WHOLE)
                    .orElseThrow(() -> new ModelBundleException(
                            BundleLock.FILE + ".files must list onnx/ files named after " + TOWERS.values() + " or "
                                    + WHOLE + ", got " + files.lock().files().keySet()));
            towers.put(modality(graphs.get(whole)), whole);
        }
        return towers;
    }

    /** The graph's file of the variant, if it has a file of any. */
    private Optional<BundleFile> graph(String base) {
        Set<ModelVariant> there = new TreeSet<>();
        for (ModelVariant each : ModelVariant.values()) {
            if (files.has(name(base, each))) {
                there.add(each);
            }
        }
        if (there.isEmpty()) {
            return Optional.empty();
        }
        if (!there.contains(variant)) {
            throw new ModelBundleException("the variant " + variant + " needs " + name(base, variant)
                    + ", but the bundle has this graph as " + there + " only");
        }
        return Optional.of(files.file(name(base, variant)));
    }

    private static String name(String base, ModelVariant variant) {
        return "onnx/" + base + variant.suffix() + GRAPH_END;
    }

    private static Modality modality(Graph graph) {
        Set<String> inputs = graph.inputs().keySet();
        List<Modality> found = Map.of(
                        Modality.TEXT, HuggingFaceText.IDS,
                        Modality.IMAGE, HuggingFaceImage.PIXELS,
                        Modality.AUDIO, HuggingFaceAudio.FEATURES)
                .entrySet()
                .stream()
                .filter(input -> inputs.contains(input.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() != 1) {
            throw new ModelBundleException(graph + " must have one of the inputs " + HuggingFaceText.IDS + ", "
                    + HuggingFaceImage.PIXELS + " and " + HuggingFaceAudio.FEATURES
                    + " (towers in one graph are not supported: export them one by one), got " + inputs);
        }
        return found.getFirst();
    }

    private ImageTowerSpec image(BundleFile file, HuggingFaceConfig config) {
        ImageProcessing processing = files.requireJson(HuggingFaceImage.FILE, HuggingFaceImage::processing);
        GraphOutput output = GraphOutput.choose(
                graphs.get(file),
                List.of("image_embeds", "pooler_output"),
                Optional.empty(),
                config.projection(),
                config.image().hidden());
        return new ImageTowerSpec(
                file, HuggingFaceImage.PIXELS, output.name(), output.dimension(), output.pooling(), processing);
    }

    private AudioTowerSpec audio(BundleFile file, HuggingFaceConfig config) {
        AudioProcessing processing = files.requireJson(HuggingFaceAudio.FILE, HuggingFaceAudio::processing);
        Graph graph = graphs.get(file);
        GraphOutput output = GraphOutput.choose(
                graph,
                List.of("audio_embeds", "pooler_output"),
                Optional.empty(),
                config.projection(),
                config.audio().hidden());
        Map<String, TensorInfo> inputs = graph.inputs();
        return new AudioTowerSpec(
                file,
                HuggingFaceAudio.FEATURES,
                Optional.of(HuggingFaceAudio.LONGER).filter(inputs::containsKey),
                output.name(),
                output.dimension(),
                processing);
    }
}
