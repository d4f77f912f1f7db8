package dev.weft.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;

/** The pictures that come with the project. */
final class DemoCatalog {

    /** @param line as it stands in the catalog */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(String id, String file, String caption, String category, byte[] picture, JsonNode line) {}

    /** Of the entries, one in so many brings those with its caption into the sample. */
    private static final int EVERY = 8;

    private static final List<Entry> ENTRIES = read();
    private static final List<Entry> SAMPLE = choose();

    private DemoCatalog() {}

    static List<Entry> entries() {
        return ENTRIES;
    }

    /** A third of them, in which the reference finds the same as in all: what it found, and all pictures of some of the other captions. */
    static List<Entry> sample() {
        return SAMPLE;
    }

    static Entry entry(String id) {
        return ENTRIES.stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such item in the demo catalog, got " + id));
    }

    static byte[] picture(String id) {
        return entry(id).picture();
    }

    /** Writes a catalog of some entries into a folder, as a user's own would look. */
    static Path write(List<Entry> entries, Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Entry entry : entries) {
            Path file = folder.resolve(entry.file());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.picture());
            lines.append(entry.line()).append('\n');
        }
        return Files.writeString(folder.resolve("catalog.jsonl"), lines);
    }

    private static List<Entry> read() {
        List<Entry> entries = new ArrayList<>();
        try (ZipFile zip = new ZipFile(Project.demoCatalog().toFile())) {
            for (String text : new String(bytes(zip, "catalog.jsonl"), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode line = Gateway.JSON.readTree(text);
                String file = line.path("file").asText();
                entries.add(new Entry(
                        line.path("id").asText(),
                        file,
                        line.path("caption").asText(),
                        line.path("attributes").path("category").asText(),
                        bytes(zip, file),
                        line));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return List.copyOf(entries);
    }

    private static List<Entry> choose() {
        Set<String> captions = new HashSet<>();
        for (int i = 0; i < ENTRIES.size(); i += EVERY) {
            captions.add(ENTRIES.get(i).caption());
        }
        try {
            for (JsonNode search :
                    Gateway.JSON.readTree(Project.reference().toFile()).path("searches")) {
                search.path("top")
                        .forEach(hit ->
                                captions.add(entry(hit.path("id").asText()).caption()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return ENTRIES.stream()
                .filter(entry -> captions.contains(entry.caption()))
                .toList();
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }
}
