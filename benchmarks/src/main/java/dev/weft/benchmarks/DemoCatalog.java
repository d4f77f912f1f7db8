package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** The pictures of {@code infra/samples/emoji.zip}. */
public final class DemoCatalog {

    private DemoCatalog() {}

    public static List<CatalogPicture> read(Path zip) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<CatalogPicture> pictures = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            String lines = new String(
                    file.getInputStream(file.getEntry("catalog.jsonl")).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : lines.lines().toList()) {
                JsonNode item = json.readTree(line);
                byte[] bytes = file.getInputStream(
                                file.getEntry(item.get("file").asText()))
                        .readAllBytes();
                pictures.add(new CatalogPicture(
                        item.get("id").asText(),
                        item.get("family").asText(),
                        item.get("caption").asText(),
                        bytes));
            }
        }
        return pictures;
    }
}
