package dev.weft.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Files of sound and video: those of the test resources, and those that the encoders of the FFmpeg under test make. */
final class AvFiles {

    /** Kept between runs of the tests: unpacking takes a second. */
    private static final Path FOLDER = Path.of("target", "ffmpeg").toAbsolutePath();

    private static final String TONE = "sine=frequency=1000:sample_rate=44100:duration=3";
    private static final String CARD = "testsrc=size=320x240:rate=10:duration=4";

    /** What is encoded how: the name's ending picks the container. */
    private static final Map<String, List<String>> MADE = Map.ofEntries(
            Map.entry("tone.wav", tone("pcm_s16le")),
            Map.entry("tone.mov", tone("pcm_s16le")),
            Map.entry("tone.flac", tone("flac")),
            Map.entry("tone.mp3", tone("libmp3lame")),
            Map.entry("tone.m4a", tone("aac")),
            Map.entry("tone.weba.webm", tone("libopus")),
            Map.entry("vorbis.ogg", List.of("-f", "lavfi", "-i", TONE, "-ac", "2", "-c:a", "vorbis", "-strict", "-2")),
            Map.entry("opus.ogg", tone("libopus")),
            Map.entry("speex.ogg", List.of("-f", "lavfi", "-i", TONE, "-ar", "16000", "-c:a", "libspeex")),
            Map.entry("float.wav", tone("pcm_f32le")),
            Map.entry("card.mp4", card("libopenh264", "aac")),
            Map.entry("card.mov", card("mpeg4", "pcm_s16le")),
            Map.entry("card.webm", card("libvpx-vp9", "libopus")),
            Map.entry("card.mkv", card("libvpx", "flac")),
            Map.entry("silent.mp4", List.of("-f", "lavfi", "-i", CARD, "-c:v", "libopenh264", "-pix_fmt", "yuv420p")),
            Map.entry(
                    "scenes.mp4",
                    List.of(
                            "-f",
                            "lavfi",
                            "-i",
                            "color=red:size=160x120:rate=10:duration=1.5[a];color=blue:size=160x120:rate=10:duration=1[b];"
                                    + "color=lime:size=160x120:rate=10:duration=1.5[c];[a][b][c]concat=n=3",
                            "-c:v",
                            "mpeg4",
                            "-q:v",
                            "2")));

    private static final Map<String, byte[]> CACHE = new ConcurrentHashMap<>();

    private AvFiles() {}

    static Ffmpeg ffmpeg() {
        try {
            return Ffmpeg.bundled(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file's bytes, the caller's own. */
    static byte[] bytes(String name) {
        return CACHE.computeIfAbsent(name, AvFiles::load).clone();
    }

    /** Encodes by the arguments; {@code IN} among them stands for a file with the bytes. */
    static byte[] encode(byte[] in, String ending, List<String> arguments) {
        try {
            Path input = Files.createTempFile("weft-test", "in");
            Path output = Files.createTempFile("weft-test", ending);
            Files.write(input, in);
            ffmpeg();
            Path program;
            try (Stream<Path> files = Files.walk(FOLDER)) {
                program = files.filter(file -> file.endsWith("ffmpeg") && Files.isRegularFile(file))
                        .findFirst()
                        .orElseThrow();
            }
            List<String> command = new ArrayList<>(List.of(program.toString(), "-v", "error", "-nostdin", "-y"));
            arguments.forEach(argument -> command.add(argument.equals("IN") ? input.toString() : argument));
            command.addAll(List.of("-bitexact", output.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment()
                    .put("LD_LIBRARY_PATH", program.resolveSibling("").toString());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the sample must be encoded, got " + said);
            }
            byte[] bytes = Files.readAllBytes(output);
            Files.delete(input);
            Files.delete(output);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] load(String name) {
        if (MADE.containsKey(name)) {
            return encode(new byte[0], name, MADE.get(name));
        }
        try (InputStream stream = AvFiles.class.getResourceAsStream("/sounds/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no test file is named " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> tone(String codec) {
        return List.of("-f", "lavfi", "-i", TONE, "-c:a", codec);
    }

    private static List<String> card(String pictures, String sound) {
        return List.of(
                "-f",
                "lavfi",
                "-i",
                CARD,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=1000:duration=4",
                "-c:v",
                pictures,
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                sound);
    }
}
