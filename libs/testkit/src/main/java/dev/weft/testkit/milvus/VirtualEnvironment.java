package dev.weft.testkit.milvus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A Python of the build's own with pinned packages, in the build folder of the repository. Made once for all modules: JVMs that need it at the
 * same time wait for the one that makes it. A half-made one has no marker and is made anew, and so is one of other pins.
 */
final class VirtualEnvironment {

    /** Half a gigabyte over a slow network. */
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(10);

    private final Path folder;

    private VirtualEnvironment(Path folder) {
        this.folder = folder;
    }

    /** A step after the packages are installed, done once. */
    interface Finish {
        void finish(VirtualEnvironment environment);
    }

    /**
     * @param name of its folder, and of the resource {@code NAME-requirements.txt} with the pins
     * @throws MilvusUnavailableException without Python, its venv module, or the packages
     */
    static synchronized VirtualEnvironment named(String name, Finish finish) {
        return named(BuildFolder.milvus(), name, finish);
    }

    static synchronized VirtualEnvironment named(Path parent, String name, Finish finish) {
        VirtualEnvironment environment = new VirtualEnvironment(parent.resolve(name));
        String pins = resource(name + "-requirements.txt");
        try {
            Files.createDirectories(parent);
            try (FileChannel channel = FileChannel.open(
                            parent.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!environment.madeOf(pins)) {
                    environment.make(pins, finish);
                }
            }
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException("the virtual environment " + environment.folder, e);
        }
    }

    Path python() {
        return folder.resolve("bin/python");
    }

    Path folder() {
        return folder;
    }

    /** Runs a script of this package's resources. */
    void run(String script, String... arguments) {
        Commands.run(
                INSTALL_LIMIT,
                "it belongs to the pinned packages, so remove " + folder + " to install them anew",
                Commands.of(List.of(python().toString(), "-c", resource(script)), arguments));
    }

    private boolean madeOf(String pins) throws IOException {
        return Files.exists(marker()) && Files.readString(marker()).equals(pins);
    }

    private void make(String pins, Finish finish) throws IOException {
        Folders.delete(folder);
        Commands.run(
                INSTALL_LIMIT,
                "install Python 3.11 or newer with its venv module (Debian: apt-get install python3-venv)",
                List.of("python3", "-m", "venv", folder.toString()));
        Path requirements = Files.writeString(folder.resolve("requirements.txt"), pins);
        Commands.run(
                INSTALL_LIMIT,
                "PyPI must be reachable for pip, and Python 3.11 or newer",
                List.of(
                        python().toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--only-binary=:all:",
                        "--requirement",
                        requirements.toString()));
        finish.finish(this);
        Files.writeString(marker(), pins);
    }

    /** Says what the finished environment was made of. */
    private Path marker() {
        return folder.resolve("complete");
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(VirtualEnvironment.class.getResourceAsStream(name), "resource " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name, e);
        }
    }
}
