package dev.weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Sound from upload to search, with a bundle in the Hugging Face layout that the command line pinned. */
@TestInstance(Lifecycle.PER_CLASS)
class SoundTest {

    private static final Path GOLDEN = Project.root().resolve("libs/inference/src/test/resources/golden");

    private Standalone standalone;
    private Gateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path bundle = copy(GOLDEN.resolve("tiny-clap"), folder.resolve("tiny-clap"));
        standalone = Standalone.start(Standalone.newDataFolder(), Map.of("weft.model", pin(bundle)));
        gateway = standalone.gateway();
    }

    @AfterAll
    void stop() throws InterruptedException {
        standalone.close();
    }

    @Test
    void shouldFindASoundByAnotherRecordingOfIt() throws Exception {
        // given
        byte[] tone = Files.readAllBytes(GOLDEN.resolve("inputs/tone_48k_mono.wav"));
        byte[] other = Files.readAllBytes(GOLDEN.resolve("inputs/short_16k.flac"));

        gateway.putAndAwait("tone", tone, "");
        gateway.putAndAwait("other", other, "");

        // when
        JsonNode found = gateway.send(
                        "POST",
                        "/v1/search",
                        Gateway.JSON.createObjectNode().put("audio", Gateway.dataUri(recordedAgain(tone))))
                .body()
                .path("hits");

        // then
        assertThat(found).hasSize(2);
        JsonNode first = found.get(0);
        assertThat(first.path("id").asText()).isEqualTo("tone");
        assertThat(first.path("modality").asText()).isEqualTo("audio");
        assertThat(first.path("part").asText()).isEqualTo("audio~0");
        assertThat(first.path("startMillis").asLong(-1)).isZero();
        assertThat(first.path("score").asDouble())
                .isGreaterThan(0.98)
                .isGreaterThan(found.get(1).path("score").asDouble());
        assertThat(gateway.bytes("/v1/media/tone/content")).isEqualTo(tone);
    }

    @Test
    void shouldFailAPictureAndASoundThatIsNone() throws Exception {
        // given
        byte[] sound = Files.readAllBytes(GOLDEN.resolve("inputs/short_16k.flac"));

        // when
        gateway.put("picture", TestPictures.unique(), "");
        gateway.put("cut-off", Arrays.copyOf(sound, sound.length / 2), "");

        // then
        assertThat(failure(gateway, "picture")).isEqualTo("unsupported_modality");
        assertThat(failure(gateway, "cut-off")).isEqualTo("malformed");
    }

    private static String failure(Gateway gateway, String id) throws IOException, InterruptedException {
        Awaitility.await(id)
                .until(() -> gateway.media(id).path("state").asText().equals("failed"));
        return gateway.media(id).path("failure").path("reason").asText();
    }

    /** Pins the bundle's files, as whoever brings a model of their own does. */
    private static String pin(Path bundle) throws Exception {
        Cli.Result result = new Cli(URI.create("http://127.0.0.1:1")).run("models", "pin", bundle.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        return bundle.toString();
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** The same sound at half the sample rate and half as loud. */
    private static byte[] recordedAgain(byte[] wav) throws Exception {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            AudioFormat was = in.getFormat();
            byte[] bytes = in.readAllBytes();
            byte[] half = new byte[bytes.length / 4 * 2];
            for (int i = 0; i < half.length / 2; i++) {
                int sample = (short) ((bytes[4 * i] & 0xff) | bytes[4 * i + 1] << 8) / 2;
                half[2 * i] = (byte) sample;
                half[2 * i + 1] = (byte) (sample >> 8);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            AudioSystem.write(
                    new AudioInputStream(
                            new ByteArrayInputStream(half),
                            new AudioFormat(was.getSampleRate() / 2, 16, 1, true, false),
                            half.length / 2),
                    AudioFileFormat.Type.WAVE,
                    out);
            return out.toByteArray();
        }
    }
}
