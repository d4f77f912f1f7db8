package dev.weft.cli.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.catalog.FileBytes;
import dev.weft.cli.client.MediaBytes;
import dev.weft.core.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A release that was made elsewhere, in a folder: {@value #DESCRIPTION}, and the files that it names.
 *
 * @param description as docs/learning.md has it
 * @param heads their files by modality
 */
public record ReleaseFolder(JsonNode description, Map<String, MediaBytes> heads) {

    private static final String DESCRIPTION = "release.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    public ReleaseFolder {
        heads = Map.copyOf(heads);
    }

    /** @throws IOException if there is no such release in it, with the reason */
    public static ReleaseFolder read(Path folder) throws IOException {
        Path file = folder.resolve(DESCRIPTION);
        if (!Files.isRegularFile(file)) {
            throw new IOException("a release is a folder with a " + DESCRIPTION + ", got " + folder);
        }
        JsonNode description;
        try {
            description = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IOException(file + " must be JSON", e);
        }
        Map<String, MediaBytes> heads = new TreeMap<>();
        for (Map.Entry<String, JsonNode> head : description.path("heads").properties()) {
            heads.put(head.getKey(), head(folder, head.getValue().path("file").asText()));
        }
        if (heads.isEmpty() && !description.has("bundle")) {
            throw new IOException(file + " must name a head, or a bundle with towers");
        }
        return new ReleaseFolder(description, heads);
    }

    /** A folder may come from anywhere: what lies outside of it is nobody's to upload. */
    private static MediaBytes head(Path folder, String name) throws IOException {
        Path root = folder.toRealPath();
        Path file = root.resolve(name).normalize();
        if (name.isEmpty() || !root.equals(file.getParent()) || !Files.isRegularFile(file)) {
            throw new IOException("a head's file must lie in the folder itself, got '" + Shown.of(name) + "'");
        }
        if (!file.toRealPath().startsWith(root)) {
            throw new IOException("a head's file must not lead out of the folder, got '" + Shown.of(name) + "'");
        }
        return new FileBytes(file);
    }
}
