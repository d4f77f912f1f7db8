package dev.weft.testkit.milvus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The build folder of the whole repository, where modules share what is expensive to make. */
final class BuildFolder {

    private BuildFolder() {}

    /** {@code target/milvus} of the topmost project around the working folder. */
    static Path milvus() {
        return Optional.ofNullable(System.getProperty("weft.root"))
                .map(Path::of)
                .orElseGet(BuildFolder::topmostProject)
                .resolve("target/milvus")
                .toAbsolutePath()
                .normalize();
    }

    private static Path topmostProject() {
        Path top = Path.of("").toAbsolutePath();
        while (top.getParent() != null && Files.exists(top.resolveSibling("pom.xml"))) {
            top = top.getParent();
        }
        return top;
    }
}
