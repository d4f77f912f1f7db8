package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the decoder's process does, ours goes on. */
class DecoderProcessTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void shouldKillTheDecoderWhenItHangs() throws Exception {
        // given a decoder that has a child, takes no signals but the one that can't be refused, and says nothing
        AvDecoder decoder = decoder("trap '' TERM INT; sleep 1000 & wait", SHORT);
        long start = System.nanoTime();

        // when
        Throwable thrown = catchThrowable(() -> decoder.inspect(AvFiles.bytes("short_16k.flac")));

        // then
        assertThat(reason(thrown)).contains(Rejection.DECODER_TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(2));
        await().untilAsserted(() -> assertThat(children()).isEmpty());
        assertThat(files()).isEmpty();
        assertThat(real(LONG).inspect(AvFiles.bytes("short_16k.flac")).sampleRate())
                .isEqualTo(16_000);
    }

    @Test
    void shouldKillTheDecoderWhenItIsStopped() throws Exception {
        // given the real one, with so much to do that it can be met
        byte[] slow = slow();
        AvDecoder decoder = real(Duration.ofSeconds(4));
        CompletableFuture<Rejection> outcome = decode(decoder, slow);

        // when
        signal("STOP", child());

        // then
        assertThat(outcome.get(8, TimeUnit.SECONDS)).isEqualTo(Rejection.DECODER_TIMEOUT);
        await().untilAsserted(() -> assertThat(children()).isEmpty());
        assertThat(decoder.audio(AvFiles.bytes("short_16k.flac"), 48_000, LONG, LONG))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"KILL", "SEGV"})
    void shouldRejectWhenTheDecoderDies(String signal) throws Exception {
        // given
        byte[] slow = slow();
        AvDecoder decoder = real(LONG);
        CompletableFuture<Rejection> outcome = decode(decoder, slow);

        // when
        signal(signal, child());

        // then
        assertThat(outcome.get(8, TimeUnit.SECONDS)).isEqualTo(Rejection.DECODER_FAILED);
        assertThat(decoder.audio(AvFiles.bytes("short_16k.flac"), 48_000, LONG, LONG))
                .hasSize(1);
    }

    @Test
    void shouldKillTheDecoderWhenTheCallerIsInterrupted() throws Exception {
        // given
        AvDecoder decoder = decoder("exec sleep 1000", LONG);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual()
                .start(() -> outcome.complete(catchThrowable(() -> decoder.inspect(AvFiles.bytes("short_16k.flac")))));
        child();

        // when
        caller.interrupt();

        // then
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        await().untilAsserted(() -> assertThat(children()).isEmpty());
        assertThat(files()).isEmpty();
    }

    @Test
    void shouldRejectWhenTheDecoderWritesOnAndOn() {
        // given
        AvDecoder decoder = decoder("exec cat /dev/zero", LONG);

        // when, then
        assertThat(reason(catchThrowable(() -> decoder.inspect(AvFiles.bytes("short_16k.flac")))))
                .contains(Rejection.TOO_LONG);
    }

    @Test
    void shouldKeepTheFirstErrorsWhenThereAreManyMore() {
        // given four megabytes on the standard error
        AvDecoder decoder = decoder("head -c 4000000 /dev/zero >&2; exit 1", LONG);

        // when, then
        assertThat(reason(catchThrowable(() -> decoder.inspect(AvFiles.bytes("short_16k.flac")))))
                .contains(Rejection.MALFORMED);
    }

    @Test
    void shouldBlameTheMachineWhenTheDecoderCantRun() {
        // given
        Path nowhere = folder.resolve("nowhere");
        AvDecoder decoder = new AvDecoder(AvBudget.defaults(), new Ffmpeg(nowhere, nowhere, folder));

        // when, then
        assertThatThrownBy(() -> decoder.inspect(AvFiles.bytes("short_16k.flac")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void shouldReadAllWhenTheProcessEndsAtOnce() throws Exception {
        // given
        Path program = script("echo written");
        Ffmpeg ffmpeg = new Ffmpeg(program, program, folder);

        for (int i = 0; i < 200; i++) {
            // when
            String written = run(ffmpeg);

            // then
            assertThat(written).as("run %d", i).isEqualTo("written\n");
        }
    }

    @Test
    void shouldGiveTheDecoderNothingOfOursWhenItStarts() throws Exception {
        // given a program that shows its variables and its limits, and tries to write a file
        Path program = script("env | grep -v ^PWD=; ulimit -f; ulimit -c; (echo x > made); cat made");
        Ffmpeg ffmpeg = new Ffmpeg(program, program, folder);

        // when
        String written = run(ffmpeg);

        // then
        assertThat(written).isEqualTo("LD_LIBRARY_PATH=" + folder + "\n0\n0\n");
    }

    private String run(Ffmpeg ffmpeg) throws IOException, InterruptedException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (InputFile input = InputFile.of(folder, new byte[1])) {
            DecoderProcess.run(
                    ffmpeg.decoder(List.of(), LONG, input),
                    (bytes, count) -> written.write(bytes, 0, count),
                    10_000,
                    Deadline.in(LONG));
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Ten minutes, most of them silent, which take the resampler seconds. */
    private static byte[] slow() {
        byte[] wav = AvFiles.bytes("tone_48k_mono.wav");
        int seconds = 590;
        byte[] slow = Arrays.copyOf(wav, 44 + 2 * 48_000 * seconds);
        ByteBuffer.wrap(slow)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, slow.length - 8)
                .putInt(40, slow.length - 44);
        return slow;
    }

    private static CompletableFuture<Rejection> decode(AvDecoder decoder, byte[] bytes) {
        return CompletableFuture.supplyAsync(
                () -> reason(catchThrowable(() -> decoder.audio(bytes, 44_100, LONG, LONG)))
                        .orElseThrow());
    }

    /** The decoder itself, not the prober before it. */
    private static ProcessHandle child() {
        return await().pollInterval(Duration.ofMillis(5))
                .until(
                        () -> children()
                                .filter(child -> child.info()
                                        .command()
                                        .filter(c -> c.endsWith("ffmpeg") || c.endsWith("sleep"))
                                        .isPresent())
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Stream<ProcessHandle> children() {
        return ProcessHandle.current().children();
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("work"))) {
            return files.toList();
        }
    }

    private static Optional<Rejection> reason(Throwable thrown) {
        return thrown instanceof MediaRejectedException rejected ? Optional.of(rejected.reason()) : Optional.empty();
    }

    private static AvDecoder real(Duration timeout) {
        return new AvDecoder(budget(timeout), AvFiles.ffmpeg());
    }

    private AvDecoder decoder(String script, Duration timeout) {
        try {
            Path program = script(script);
            Files.createDirectory(folder.resolve("work"));
            return new AvDecoder(budget(timeout), new Ffmpeg(program, program, folder.resolve("work")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path script(String commands) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + commands + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private static AvBudget budget(Duration timeout) {
        AvBudget defaults = AvBudget.defaults();
        return new AvBudget(
                defaults.maxBytes(), defaults.maxDuration(), defaults.maxStreams(), defaults.maxPixels(), timeout);
    }
}
