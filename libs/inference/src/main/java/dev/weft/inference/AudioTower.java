package dev.weft.inference;

import ai.onnxruntime.OnnxJavaType;
import dev.weft.core.AudioClip;
import dev.weft.core.Embedding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An audio tower: one log-mel spectrogram of fixed size per sound. */
final class AudioTower implements Tower {

    private final AudioTowerSpec spec;
    private final FixedBatches batches;
    private final LogMel spectrogram;

    private AudioTower(AudioTowerSpec spec, FixedBatches batches) {
        this.spec = spec;
        this.batches = batches;
        this.spectrogram = new LogMel(spec.processing());
    }

    /** @throws ModelBundleException if the graph is not the one that the specification is of */
    static AudioTower of(AudioTowerSpec spec, Graph graph, BatchThreads threads) {
        AudioProcessing processing = spec.processing();
        int channels = processing.bank().channels();
        Set<String> inputs = new HashSet<>(Set.of(spec.input()));
        spec.longer().ifPresent(inputs::add);
        graph.requireInputs(inputs);
        graph.requireInput(
                spec.input(), OnnxJavaType.FLOAT, Graph.OPEN, channels, processing.frames(), processing.mels());
        spec.longer().ifPresent(longer -> graph.requireInput(longer, OnnxJavaType.BOOL, Graph.OPEN, 1));
        graph.requireOutput(spec.output(), spec.dimension());
        return new AudioTower(
                spec,
                new FixedBatches(
                        graph,
                        threads,
                        spec.input(),
                        List.of(channels, processing.frames(), processing.mels()),
                        spec.longer(),
                        spec.output(),
                        spec.dimension(),
                        Pooling.NONE));
    }

    @Override
    public AudioTowerSpec spec() {
        return spec;
    }

    /** @throws IllegalArgumentException if the clip has another sample rate than the bundle's */
    MelInput prepare(AudioClip clip) {
        return spectrogram.of(clip);
    }

    @Override
    public List<Embedding> features(List<TowerInput> inputs) {
        return batches.run(inputs.stream().map(AudioTower::levels).toList());
    }

    private static float[] levels(TowerInput input) {
        if (input instanceof MelInput sound) {
            return sound.levels();
        }
        throw new IllegalArgumentException("an audio tower takes prepared sounds, got " + input.kind());
    }

    @Override
    public void close() {
        batches.graph().close();
    }
}
