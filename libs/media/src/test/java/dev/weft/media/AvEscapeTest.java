package dev.weft.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that names other files or addresses gets none of them. Every guard is also taken away once, to see that it was the one that held. */
class AvEscapeTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private ServerSocket canary;

    @BeforeEach
    void openCanary() throws IOException {
        canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        canary.setSoTimeout(100);
    }

    @AfterEach
    void closeCanary() throws IOException {
        canary.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:PORT/a.ts\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile 'http://127.0.0.1:PORT/a.wav'\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio PORT RTP/AVP 0\n",
                "<MPD xmlns='urn:mpeg:dash:schema:mpd:2011'><BaseURL>http://127.0.0.1:PORT/</BaseURL></MPD>",
                "[playlist]\nFile1=http://127.0.0.1:PORT/\n",
                "http://127.0.0.1:PORT/"
            })
    void shouldConnectNowhereWhenTheFileIsAPlaylist(String playlist) throws IOException {
        // given
        AvDecoder decoder = new AvDecoder(AvBudget.defaults(), AvFiles.ffmpeg());

        // when
        Throwable thrown = catchThrowable(() -> decoder.audio(bytes(playlist), 48_000, LONG, LONG));

        // then
        assertThat(thrown).isInstanceOf(MediaRejectedException.class);
        assertThat(((MediaRejectedException) thrown).reason()).isEqualTo(Rejection.UNSUPPORTED_TYPE);
        assertThat(connections()).isZero();
    }

    @Test
    void shouldReadNoFileWhenAMoviesSamplesAreElsewhere() throws Exception {
        // given
        Path secret = Files.write(folder.resolve("secret.mov"), AvFiles.bytes("tone.mov"));
        byte[] movie = HostileMovies.withSamplesIn(secret, AvFiles.bytes("tone.mov"));
        AvDecoder decoder = new AvDecoder(AvBudget.defaults(), AvFiles.ffmpeg());

        // when
        Throwable thrown = catchThrowable(() -> decoder.audio(movie, 48_000, LONG, LONG));

        // then
        assertThat(thrown).isInstanceOf(MediaRejectedException.class);
        String[] followed = {"-enable_drefs", "1", "-use_absolute_path", "1", "-f", "mov", "-protocol_whitelist"};
        assertThat(run(movie, with(followed, "fd"))).isZero();
        assertThat(run(movie, with(followed, "fd,file"))).isPositive();
    }

    @Test
    void shouldConnectNowhereWhenAPlaylistReachesItsParser() throws Exception {
        // given
        byte[] playlist =
                bytes("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n" + address() + "a.ts\n#EXT-X-ENDLIST\n");

        // when, then
        run(playlist, "-protocol_whitelist", "fd", "-f", "hls");
        assertThat(connections()).isZero();
        run(playlist, "-protocol_whitelist", "fd,http,tcp", "-f", "hls");
        assertThat(connections()).isPositive();
    }

    @Test
    void shouldReadNoFileWhenAListReachesItsParser() throws Exception {
        // given
        Path secret = Files.write(folder.resolve("secret.wav"), AvFiles.bytes("tone.wav"));
        byte[] list = bytes("ffconcat version 1.0\nfile 'file:" + secret + "'\n");

        // when, then
        assertThat(run(list, "-protocol_whitelist", "fd", "-f", "concat", "-safe", "0"))
                .isZero();
        assertThat(run(list, "-protocol_whitelist", "fd,file", "-f", "concat", "-safe", "0"))
                .isPositive();
    }

    private static String[] with(String[] options, String last) {
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = last;
        return all;
    }

    /** Bytes that come out of FFmpeg with these options for its input. */
    private long run(byte[] bytes, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-v", "error", "-nostdin"));
        command.addAll(List.of(options));
        command.addAll(List.of("-fd", "0", "-i", "fd:", "-f", "f32le", "pipe:1"));
        AtomicLong written = new AtomicLong();
        try (InputFile input = InputFile.of(folder, bytes)) {
            DecoderProcess.run(
                    AvFiles.ffmpeg().decoder(command, SHORT, input),
                    (part, count) -> written.addAndGet(count),
                    Long.MAX_VALUE,
                    Deadline.in(SHORT));
        } catch (MediaRejectedException e) {
            // It ends badly in any case: what matters is what it did before.
            return written.get();
        }
        return written.get();
    }

    private int connections() throws IOException {
        int connections = 0;
        while (true) {
            try {
                canary.accept().close();
                connections++;
            } catch (SocketTimeoutException e) {
                return connections;
            }
        }
    }

    private String address() {
        return "http://127.0.0.1:" + canary.getLocalPort() + "/";
    }

    private byte[] bytes(String text) {
        return text.replace("PORT", String.valueOf(canary.getLocalPort())).getBytes(StandardCharsets.UTF_8);
    }
}
