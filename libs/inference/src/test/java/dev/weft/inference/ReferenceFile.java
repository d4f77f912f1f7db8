package dev.weft.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.Embedding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What an independent implementation computed over the demo catalog, and the catalog's pictures. */
final class ReferenceFile {

    record Picture(String id, String file, Embedding feature, Embedding embedding) {}

    record Text(String text, List<Long> ids, Embedding feature, Embedding embedding) {}

    record Search(String text, List<String> top) {}

    private final JsonNode root;

    private ReferenceFile(JsonNode root) {
        this.root = root;
    }

    static ReferenceFile read() {
        try (InputStream json = ReferenceFile.class.getResourceAsStream("/demo/reference.json")) {
            return new ReferenceFile(JsonMapper.builder().build().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Picture> pictures() {
        List<Picture> pictures = new ArrayList<>();
        root.get("images")
                .forEach(node -> pictures.add(new Picture(
                        node.get("id").asText(),
                        node.get("file").asText(),
                        vector(node.get("feature")),
                        vector(node.get("embedding")))));
        return pictures;
    }

    List<Text> texts() {
        List<Text> texts = new ArrayList<>();
        root.get("texts").forEach(node -> {
            List<Long> ids = new ArrayList<>();
            node.get("input_ids").forEach(id -> ids.add(id.asLong()));
            texts.add(new Text(
                    node.get("text").asText(), ids, vector(node.get("feature")), vector(node.get("embedding"))));
        });
        return texts;
    }

    List<Search> searches() {
        List<Search> searches = new ArrayList<>();
        root.get("searches").forEach(node -> {
            List<String> top = new ArrayList<>();
            node.get("top").forEach(hit -> top.add(hit.get("id").asText()));
            searches.add(new Search(node.get("text").asText(), top));
        });
        return searches;
    }

    /** The files of the demo catalog by name. */
    static Map<String, byte[]> catalog() {
        Path zip = Path.of(Objects.requireNonNull(System.getProperty("weft.root")), "infra/samples/emoji.zip");
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream stream = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                files.put(entry.getName(), stream.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The numbers are rounded to six digits. */
    private static Embedding vector(JsonNode numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.get(i).asDouble();
        }
        return Embedding.normalized(values);
    }
}
