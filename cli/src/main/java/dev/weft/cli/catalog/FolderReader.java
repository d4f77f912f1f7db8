package dev.weft.cli.catalog;

import dev.weft.cli.client.Upload;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every picture, sound and video below a folder; {@code shoe.txt} beside {@code shoe.png} is its caption. */
record FolderReader(Path root, boolean nameAsCaption) implements CatalogReader {

    private static final Set<String> EXTENSIONS = Set.of(
            "png", "jpg", "jpeg", "gif", "webp", "tif", "tiff", "bmp", "wav", "flac", "ogg", "opus", "mp3", "m4a",
            "mp4", "mov", "webm", "mkv");

    @Override
    public Stream<CatalogEntry> entries() throws IOException {
        return files().map(this::entry);
    }

    @Override
    public long count() throws IOException {
        try (Stream<Path> files = files()) {
            return files.count();
        }
    }

    @SuppressWarnings("StreamResourceLeak") // The caller closes it.
    private Stream<Path> files() throws IOException {
        return Files.walk(root)
                .filter(path -> EXTENSIONS.contains(Catalog.extension(path)))
                .filter(path -> !path.toString().contains("__MACOSX"))
                .filter(Files::isRegularFile);
    }

    private CatalogEntry entry(Path file) {
        String path = root.relativize(file).toString().replace('\\', '/');
        try {
            Map<String, String> fields =
                    caption(file).map(text -> Map.of("caption", text)).orElse(Map.of());
            return new CatalogEntry.Item(
                    path, new Upload(PathIds.of(path), Optional.of(new FileBytes(file)), Optional.empty(), fields));
        } catch (CharacterCodingException e) {
            return new CatalogEntry.Unreadable(path, "its caption file is not UTF-8 text");
        } catch (IOException e) {
            return new CatalogEntry.Unreadable(path, "its caption file can't be read: " + e.getMessage());
        }
    }

    private Optional<String> caption(Path file) throws IOException {
        String name = Catalog.fileName(file);
        String stem = name.substring(0, name.lastIndexOf('.'));
        Path text = file.resolveSibling(stem + ".txt");
        if (Files.isRegularFile(text)) {
            return Optional.of(Files.readString(text, StandardCharsets.UTF_8).strip())
                    .filter(caption -> !caption.isEmpty());
        }
        return nameAsCaption ? Optional.of(stem.replaceAll("[_\\s-]+", " ").strip()) : Optional.empty();
    }
}
