package dev.weft.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipFile;

/** The demo catalog, as its files are. */
final class DemoItems {

    private DemoItems() {}

    record Item(String id, String family, String caption, String category, Picture file) {

        byte[] picture() {
            return file.bytes.clone();
        }
    }

    /** The bytes of a file. */
    static final class Picture {

        private final byte[] bytes;

        Picture(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** @param style {@code noto} or {@code twemoji}; each has every family once */
    static List<Item> read(String style) {
        Path zip = Path.of(Objects.requireNonNull(System.getProperty("weft.root")), "infra/samples/emoji.zip");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            JsonMapper json = new JsonMapper();
            List<Item> items = new ArrayList<>();
            String text = new String(bytes(file, "catalog.jsonl"), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                JsonNode item = json.readTree(line);
                if (item.get("file").asText().startsWith(style)) {
                    items.add(new Item(
                            item.get("id").asText(),
                            item.get("family").asText(),
                            item.get("caption").asText(),
                            item.get("attributes").path("category").asText(),
                            new Picture(bytes(file, item.get("file").asText()))));
                }
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException("the demo catalog can't be read", e);
        }
    }

    private static byte[] bytes(ZipFile file, String name) throws IOException {
        return file.getInputStream(file.getEntry(name)).readAllBytes();
    }
}
