package dev.weft.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The programs in the artifact {@code org.bytedeco:ffmpeg}, unpacked as plain resources. Its own loader would load FFmpeg's libraries into this
 * process too, which nothing here wants.
 */
final class FfmpegFiles {

    private static final String ROOT = "org/bytedeco/ffmpeg/";
    private static final String VERSION = "META-INF/maven/org.bytedeco/ffmpeg/pom.properties";

    private static final List<String> NAMES = List.of(
            "ffmpeg",
            "ffprobe",
            "libavcodec.so.62",
            "libavdevice.so.62",
            "libavfilter.so.11",
            "libavformat.so.62",
            "libavutil.so.60",
            "libswresample.so.6",
            "libswscale.so.9",
            "libdrm.so.2",
            "libva.so.2",
            "libva-drm.so.2");

    /** The system's libraries for sound cards and screens. Servers lack them; no device is ever opened, so that empty ones do. */
    private static final List<String> EMPTY_NAMES =
            List.of("libasound.so.2", "libpulse.so.0", "libxcb.so.1", "libxcb-shm.so.0");

    private FfmpegFiles() {}

    /** Unpacks what is missing into a folder of the artifact's version, and gives that folder. */
    static Path unpack(Path folder) throws IOException {
        String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
        Path target = folder.resolve(version() + "-" + platform);
        Files.createDirectories(target);
        for (String name : NAMES) {
            if (Files.notExists(target.resolve(name))) {
                try (InputStream resource = resource(ROOT + platform + "/" + name)) {
                    write(target.resolve(name), resource);
                }
            }
        }
        for (String name : EMPTY_NAMES) {
            if (Files.notExists(target.resolve(name))) {
                try (InputStream library = EmptyLibrary.open(platform)) {
                    write(target.resolve(name), library);
                }
            }
        }
        return target;
    }

    /** A file is whole or missing, whenever the process or the machine stops. */
    private static void write(Path target, InputStream content) throws IOException {
        Path part = Files.createTempFile(target.resolveSibling(""), "part", "");
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            content.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwx------"));
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static String platform(String system, String architecture) {
        String machine = switch (architecture) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm64";
            default -> architecture;
        };
        return system.toLowerCase(Locale.ROOT) + "-" + machine;
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream resource = resource(VERSION)) {
            properties.load(resource);
        }
        return properties.getProperty("version");
    }

    private static InputStream resource(String name) throws IOException {
        @Nullable InputStream stream = FfmpegFiles.class.getClassLoader().getResourceAsStream(name);
        if (stream == null) {
            throw new IOException("the build must have FFmpeg's " + name
                    + " for this platform (-Dffmpeg.platform at build time), got none");
        }
        return stream;
    }
}
