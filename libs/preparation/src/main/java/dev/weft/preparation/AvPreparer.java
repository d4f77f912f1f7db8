package dev.weft.preparation;

import dev.weft.core.Modality;
import dev.weft.core.TimedParts;
import dev.weft.inference.AudioInput;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.media.AudioWindow;
import dev.weft.media.AvDecoder;
import dev.weft.media.Ffmpeg;
import dev.weft.media.FrameSelection;
import dev.weft.media.VideoFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts sound and video into windows and frames that towers take. The decoder's programs are unpacked when the first such file comes. Safe for use by
 * several threads.
 */
final class AvPreparer {

    private static final int RGB_BYTES = 3;

    private final EmbeddingModel model;
    private final AvSettings settings;
    private final MemoryBudget memory;
    private final Consumer<Duration> decoding;
    private @Nullable AvDecoder opened;

    /** A window or frame, ready for its tower. */
    record Cut(String part, Modality modality, TowerInput input) {}

    AvPreparer(EmbeddingModel model, AvSettings settings, MemoryBudget memory, Consumer<Duration> decoding) {
        this.model = model;
        this.settings = settings;
        this.memory = memory;
        this.decoding = decoding;
    }

    /**
     * The windows of a sound, each as long as the tower listens, end to end.
     *
     * @throws IOException if the decoder can't run now: try again
     */
    List<Cut> sound(String part, byte[] bytes) throws IOException, InterruptedException {
        try {
            return soundWindows(part, bytes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * The frames of a video if the model has an image tower, and its sound if it has one for that.
     *
     * @throws IOException if the decoder can't run now: try again
     */
    List<Cut> video(String part, byte[] bytes) throws IOException, InterruptedException {
        try {
            return framesAndSound(part, bytes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<Cut> soundWindows(String part, byte[] bytes) throws IOException, InterruptedException {
        long started = System.nanoTime();
        AudioInput input = model.audioInput()
                .orElseThrow(() -> new IllegalStateException("a model with an audio tower must say what it takes"));
        List<Cut> cuts = new ArrayList<>();
        // Headers lie about lengths, and a file may play for longer than its size lets guess: what is allowed is what
        // is held.
        long samples = settings.budget().maxDuration().toSeconds() * input.sampleRate();
        try (MemoryBudget.Lease held = memory.acquire(bytes.length + samples * Float.BYTES)) {
            for (AudioWindow window :
                    decoder().audio(bytes, input.sampleRate(), input.maxLength(), input.maxLength())) {
                cuts.add(new Cut(TimedParts.name(part, window.start()), Modality.AUDIO, model.prepare(window.clip())));
            }
        }
        decoding.accept(Duration.ofNanos(System.nanoTime() - started));
        return cuts;
    }

    private List<Cut> framesAndSound(String part, byte[] bytes) throws IOException, InterruptedException {
        List<Cut> cuts = new ArrayList<>();
        if (model.modalities().contains(Modality.IMAGE)) {
            long started = System.nanoTime();
            long side = settings.maxFrameSide();
            try (MemoryBudget.Lease held =
                    memory.acquire(bytes.length + settings.maxFrames() * side * side * RGB_BYTES)) {
                FrameSelection selection = new FrameSelection.Every(settings.frameInterval());
                for (VideoFrame frame :
                        decoder().frames(bytes, selection, settings.maxFrames(), settings.maxFrameSide())) {
                    cuts.add(new Cut(
                            TimedParts.name(part + ".frame", frame.start()),
                            Modality.IMAGE,
                            model.prepare(frame.image())));
                }
            }
            decoding.accept(Duration.ofNanos(System.nanoTime() - started));
        }
        if (model.modalities().contains(Modality.AUDIO)) {
            cuts.addAll(soundWindows(part + ".sound", bytes));
        }
        return cuts;
    }

    /** Whether any of the model's towers hears or sees what a file of this modality has. */
    Optional<String> unsupported(Modality modality) {
        boolean usable = modality == Modality.VIDEO
                ? model.modalities().contains(Modality.IMAGE)
                        || model.modalities().contains(Modality.AUDIO)
                : model.modalities().contains(modality);
        return usable
                ? Optional.empty()
                : Optional.of("the model has no tower for " + modality.wireName() + ", only for " + model.modalities());
    }

    private synchronized AvDecoder decoder() throws IOException, InterruptedException {
        AvDecoder known = opened;
        if (known == null) {
            known = new AvDecoder(settings.budget(), Ffmpeg.bundled(settings.folder()));
            opened = known;
        }
        return known;
    }
}
