package dev.weft.cli.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a running standalone tells its address, since it may have had to take another port: the file {@code address} in its data folder,
 * with the URL in its first line and the process id in its second.
 */
public final class AddressFile {

    private static final String NAME = "address";

    private final Path file;

    private AddressFile(Path file) {
        this.file = file;
    }

    /** Of the standalone that keeps its data in {@code dataFolder}. */
    public static AddressFile in(Path dataFolder) {
        return new AddressFile(dataFolder.resolve(NAME));
    }

    /** Replaces what is there in one step, so that nobody reads half of it. */
    public void write(URI gateway, long processId) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".tmp");
        Files.writeString(temporary, gateway + "\n" + processId + "\n");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The address in it, if its process is alive. */
    public Optional<URI> read() {
        try {
            List<String> lines = Files.readAllLines(file);
            boolean alive = lines.size() == 2
                    && ProcessHandle.of(Long.parseLong(lines.get(1))).isPresent();
            return alive ? Optional.of(URI.create(lines.getFirst())) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // Gone between two looks, or not ours: there is no address in it.
            return Optional.empty();
        }
    }

    /** The address of the standalone started last among those with a data folder in {@code .weft} below {@code folder}. */
    static Optional<URI> newestBelow(Path folder) {
        Path weft = folder.resolve(".weft");
        if (!Files.isDirectory(weft)) {
            return Optional.empty();
        }
        try (Stream<Path> dataFolders = Files.list(weft)) {
            return dataFolders
                    .map(data -> data.resolve(NAME))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparingLong(AddressFile::modifiedMillis)
                            .reversed())
                    .flatMap(file -> new AddressFile(file).read().stream())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long modifiedMillis(Path file) {
        return file.toFile().lastModified();
    }
}
