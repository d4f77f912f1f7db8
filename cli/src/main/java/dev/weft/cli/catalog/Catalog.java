package dev.weft.cli.catalog;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A catalog on disk: a folder, a zip file or a JSON lines file. A folder or zip that holds a {@code catalog.jsonl} is described by it;
 * any other gives every picture in it.
 */
public final class Catalog implements AutoCloseable {

    private static final String DESCRIPTION = "catalog.jsonl";

    private final String name;
    private final CatalogReader reader;
    private final Optional<FileSystem> zip;

    private Catalog(String name, CatalogReader reader, Optional<FileSystem> zip) {
        this.name = name;
        this.reader = reader;
        this.zip = zip;
    }

    /**
     * Opens a folder, {@code .zip} or JSON lines file. Close it when all its items are uploaded.
     *
     * @param options how items are made of files
     */
    public static Catalog open(Path path, CatalogOptions options) throws CatalogException {
        if (Files.isDirectory(path)) {
            return new Catalog(fileName(path), readerOf(path, options), Optional.empty());
        }
        if (!Files.isReadable(path)) {
            throw new CatalogException("there is no readable file or folder '" + path + "'");
        }
        String extension = extension(path);
        return switch (extension) {
            case "zip" -> openZip(path, options);
            case "jsonl", "ndjson", "json" -> new Catalog(fileName(path), describedBy(path, options), Optional.empty());
            default -> throw new CatalogException("a catalog is a folder, a .zip or a .jsonl file, got '" + path + "'");
        };
    }

    /** What it is called, for messages. */
    public String name() {
        return name;
    }

    /** Every item, read as the stream is pulled. Fails with {@link java.io.UncheckedIOException} when the catalog itself breaks off. */
    public Stream<CatalogEntry> entries() throws IOException {
        return reader.entries();
    }

    /** How many entries there are: one quick pass over names or lines, opening no picture. */
    public long count() throws IOException {
        return reader.count();
    }

    @Override
    public void close() throws IOException {
        if (zip.isPresent()) {
            zip.get().close();
        }
    }

    private static Catalog openZip(Path path, CatalogOptions options) throws CatalogException {
        try {
            FileSystem files = FileSystems.newFileSystem(path);
            try {
                return new Catalog(
                        fileName(path), readerOf(onlyFolderOf(files.getPath("/")), options), Optional.of(files));
            } catch (IOException e) {
                files.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CatalogException("'" + path + "' can't be read as a zip file: " + e.getMessage(), e);
        }
    }

    private static CatalogReader readerOf(Path folder, CatalogOptions options) {
        Path description = folder.resolve(DESCRIPTION);
        return Files.isRegularFile(description)
                ? new JsonLinesReader(description, folder)
                : new FolderReader(folder, options.nameAsCaption());
    }

    private static CatalogReader describedBy(Path lines, CatalogOptions options) throws CatalogException {
        Path beside = lines.toAbsolutePath().getParent();
        Path root = options.root().orElse(beside == null ? lines.toAbsolutePath() : beside);
        if (!Files.isDirectory(root)) {
            throw new CatalogException("the root of a catalog's files must be a folder, got '" + root + "'");
        }
        return new JsonLinesReader(lines, root);
    }

    /** Packing a folder often gives a zip with that one folder in it (and, on macOS, one with resource forks). */
    private static Path onlyFolderOf(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            List<Path> real = children.filter(child -> !fileName(child).startsWith("__MACOSX"))
                    .limit(2)
                    .toList();
            return real.size() == 1 && Files.isDirectory(real.getFirst()) ? real.getFirst() : root;
        }
    }

    static String fileName(Path path) {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** In lower case and without the dot; empty when there is none. */
    static String extension(Path path) {
        String name = fileName(path);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
