package dev.weft.media;

import dev.weft.core.RgbImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Decodes sound (WAV, FLAC, Ogg, MP3, M4A) and video (MP4, MOV, WebM, Matroska) under a budget, in a process of its own for every call. That
 * process sees the bytes as its standard input and may open nothing else: no file, no address. Stateless and safe for use by several threads.
 * Cost of a call: one or two processes, the bytes once more on disk, and what is returned.
 *
 * <p>Every method throws {@link MediaRejectedException} if the file is no sound or video that is read here, is cut off, exceeds the budget, or
 * kills or hangs the decoder; {@link UncheckedIOException} if the decoder can't run, which is no fault of the file; and, when the caller is
 * interrupted, {@link InterruptedException} after killing the decoder. A file of a format that has no length (MP3 without a Xing header, a
 * recording of unknown length) can't be told from one that was cut off, and is taken for whole.
 */
public final class AvDecoder {

    private static final int MAX_PROBE_BYTES = 256 * 1024;
    private static final int MAX_FRAMES = 10_000;
    private static final int MAX_SAMPLE_RATE = 384_000;
    private static final double NANOS = 1e9;
    /** Of the resampler, at the end of a sound. */
    private static final double ROUNDING_SECONDS = 0.002;

    private final AvBudget budget;
    private final Ffmpeg ffmpeg;

    public AvDecoder(AvBudget budget, Ffmpeg ffmpeg) {
        this.budget = budget;
        this.ffmpeg = ffmpeg;
    }

    /** Tells what a file is from its bytes alone, without decoding it: whether a FLAC file is whole shows in {@link #audio} only. */
    public AvInfo inspect(byte[] bytes) throws InterruptedException {
        return withInput(bytes, (format, input, deadline) -> probe(format, bytes, input, deadline));
    }

    /**
     * Decodes the first sound, mixed down to one channel (the mean of two) and resampled, in windows that begin every {@code hop}. The last window
     * is shorter if the sound ends before it does; it is left out if it is shorter than half a second and not the only one.
     *
     * @param sampleRate of the windows, in samples a second, 1 to 384,000
     * @return empty if the file is a video without sound
     */
    public List<AudioWindow> audio(byte[] bytes, int sampleRate, Duration window, Duration hop)
            throws InterruptedException {
        if (sampleRate < 1 || sampleRate > MAX_SAMPLE_RATE) {
            throw new IllegalArgumentException("a sample rate is 1 to " + MAX_SAMPLE_RATE + ", got " + sampleRate);
        }
        WindowCutter cutter =
                new WindowCutter(sampleRate, samples("window", window, sampleRate), samples("hop", hop, sampleRate));
        return withInput(bytes, (format, input, deadline) -> {
            AvInfo info = probe(format, bytes, input, deadline);
            if (!info.hasSound()) {
                return List.of();
            }
            long maxSamples = (long) Math.ceil(sampleRate * seconds(budget.maxDuration()));
            DecoderProcess.run(
                    ffmpeg.decoder(AvCommand.audio(format, sampleRate), budget.timeout(), input),
                    cutter,
                    Float.BYTES * maxSamples,
                    deadline);
            requireWhole(format, bytes, cutter);
            cutter.padTo(resampledLength(cutter.samples(), info.sampleRate(), sampleRate));
            return cutter.finish();
        });
    }

    /**
     * Decodes frames of the first moving picture, upright, in the order of their times.
     *
     * @param maxFrames at most so many, the first of them, 1 to 10,000
     * @param maxSide frames that are larger are scaled down so that their longer side has so many pixels, positive
     * @return empty if the file is a sound
     */
    public List<VideoFrame> frames(byte[] bytes, FrameSelection selection, int maxFrames, int maxSide)
            throws InterruptedException {
        if (maxFrames < 1 || maxFrames > MAX_FRAMES) {
            throw new IllegalArgumentException("maxFrames must be 1 to " + MAX_FRAMES + ", got " + maxFrames);
        }
        if (maxSide < 1) {
            throw new IllegalArgumentException("maxSide must be positive, got " + maxSide);
        }
        return withInput(bytes, (format, input, deadline) -> {
            AvInfo info = probe(format, bytes, input, deadline);
            if (!info.hasPictures()) {
                return List.of();
            }
            double scale = Math.min(1, (double) maxSide / Math.max(info.width(), info.height()));
            int width = (int) Math.max(1, Math.round(scale * info.width()));
            int height = (int) Math.max(1, Math.round(scale * info.height()));
            FrameCutter cutter = new FrameCutter(width, height);
            List<String> command = AvCommand.frames(format, budget, selection, maxFrames, width, height);
            String times = DecoderProcess.run(
                    ffmpeg.decoder(command, budget.timeout(), input),
                    cutter,
                    3L * width * height * maxFrames,
                    deadline);
            return join(AvCommand.times(times), cutter.frames());
        });
    }

    private static List<VideoFrame> join(List<Duration> times, List<RgbImage> images) {
        if (images.isEmpty() || times.size() < images.size()) {
            throw BudgetMeter.malformed("a video must have frames with times, got " + images.size() + " frames, "
                    + times.size() + " times");
        }
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            frames.add(new VideoFrame(times.get(i), images.get(i)));
        }
        return List.copyOf(frames);
    }

    /**
     * How many samples librosa's resampler gives, which extractors of spectrograms were built on: {@code ceil(n · to / from)} in doubles, whose
     * rounding makes 88,200 samples at 44.1 kHz into 96,001 at 48 kHz. That sample decides how often a short sound is repeated to fill a window.
     *
     * @param samples at the new rate, as decoded
     */
    private static long resampledLength(long samples, int from, int to) {
        long original = Math.round((double) samples * from / to);
        return (long) Math.ceil(original * ((double) to / from));
    }

    private static void requireWhole(AvFormat format, byte[] bytes, WindowCutter cutter) {
        if (cutter.seconds() == 0) {
            throw BudgetMeter.malformed("a sound must have at least one sample, got none");
        }
        if (!cutter.isFinite()) {
            throw BudgetMeter.malformed("the samples of a sound must be numbers, got some that are not");
        }
        OptionalDouble declared = format == AvFormat.FLAC ? FlacHead.seconds(bytes) : OptionalDouble.empty();
        if (declared.isPresent() && cutter.seconds() < declared.getAsDouble() - ROUNDING_SECONDS) {
            throw new MediaRejectedException(
                    Rejection.TRUNCATED,
                    "the sound must have the " + declared.getAsDouble() + " s its header declares, got "
                            + cutter.seconds());
        }
    }

    private AvInfo probe(AvFormat format, byte[] bytes, InputFile input, Deadline deadline)
            throws InterruptedException {
        format.requireWhole(bytes);
        StringBuilder answer = new StringBuilder();
        DecoderProcess.run(
                ffmpeg.prober(AvCommand.probe(format), budget.timeout(), input),
                (part, count) -> answer.append(new String(part, 0, count, StandardCharsets.ISO_8859_1)),
                MAX_PROBE_BYTES,
                deadline);
        return AvProbe.parse(answer.toString()).info(format, budget);
    }

    private <T> T withInput(byte[] bytes, Call<T> call) throws InterruptedException {
        AvFormat format = sniff(bytes);
        try (InputFile input = InputFile.of(ffmpeg.workFolder(), bytes)) {
            return call.apply(format, input, Deadline.in(budget.timeout()));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while the bytes were written for the decoder");
            }
            throw new UncheckedIOException(e);
        }
    }

    private AvFormat sniff(byte[] bytes) {
        if (bytes.length == 0) {
            throw new MediaRejectedException(Rejection.EMPTY, "a sound or video has at least one byte, got 0");
        }
        if (bytes.length > budget.maxBytes()) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_BYTES, "a file may have " + budget.maxBytes() + " bytes, got " + bytes.length);
        }
        return AvFormat.sniff(bytes)
                .orElseThrow(() -> new MediaRejectedException(
                        Rejection.UNSUPPORTED_TYPE,
                        "sound and video must be WAV, FLAC, Ogg, MP3, MP4, QuickTime, WebM or Matroska by its first"
                                + " bytes, got none of them"));
    }

    /** At least one, and no more than the budget lets a sound have. */
    private int samples(String what, Duration duration, int sampleRate) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("a " + what + " must be positive, got " + duration);
        }
        double longest = seconds(budget.maxDuration()) + 1;
        return Math.toIntExact(Math.max(1, Math.round(sampleRate * Math.min(longest, seconds(duration)))));
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds() + duration.toNanosPart() / NANOS;
    }

    /** What is done with a file on disk. */
    @FunctionalInterface
    private interface Call<T> {
        T apply(AvFormat format, InputFile input, Deadline deadline) throws InterruptedException;
    }
}
