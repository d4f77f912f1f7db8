package dev.weft.gateway.intake;

import dev.weft.core.AudioClip;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.AudioInput;
import dev.weft.media.AvBudget;
import dev.weft.media.AvDecoder;
import dev.weft.media.Ffmpeg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decodes what is searched with. The decoder's programs are unpacked when the first sound comes. Safe for use by several threads. */
public final class Sounds {

    /** Queries are answered while somebody waits. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Path folder;
    private final long maxBytes;
    private @Nullable AvDecoder opened;

    /** @param folder of the decoder's programs */
    public Sounds(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /**
     * The beginning of a sound, as long as the tower listens.
     *
     * @throws dev.weft.media.MediaRejectedException if it is none, or over a budget
     * @throws ProblemException {@code unavailable} if the decoder can't run now
     */
    public AudioClip beginning(byte[] bytes, AudioInput input) {
        try {
            return decoder().audio(bytes, input.sampleRate(), input.maxLength(), input.maxLength()).stream()
                    .findFirst()
                    .orElseThrow(() -> new ProblemException(Reason.UNSUPPORTED_TYPE, "the file has no sound"))
                    .clip();
        } catch (IOException | UncheckedIOException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the decoder of sounds cannot run now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "decoding was interrupted", e);
        }
    }

    private synchronized AvDecoder decoder() throws IOException, InterruptedException {
        AvDecoder known = opened;
        if (known == null) {
            AvBudget most = AvBudget.defaults();
            known = new AvDecoder(
                    new AvBudget(maxBytes, most.maxDuration(), most.maxStreams(), most.maxPixels(), TIMEOUT),
                    Ffmpeg.bundled(folder));
            opened = known;
        }
        return known;
    }
}
