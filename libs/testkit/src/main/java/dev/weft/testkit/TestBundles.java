package dev.weft.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Small model bundles with random weights. */
public final class TestBundles {

    /** Seen from the folder of any module, where its tests run. */
    private static final Path GOLDEN = Path.of("../../libs/inference/src/test/resources/golden");

    private TestBundles() {}

    /**
     * Copies one, without a lock, into a folder of its name.
     *
     * @param parent of that folder
     * @return that folder, as an absolute path
     */
    public static Path copy(String name, Path parent) throws IOException {
        Path source = GOLDEN.resolve(name);
        Path folder = parent.resolve(name).toAbsolutePath();
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return folder;
    }
}
