package dev.weft.benchmarks.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipFile;

/**
 * A picture of a sample catalog.
 *
 * @param family in upper case, as the figures' split takes it
 * @param style the drawing style; empty where there is but one
 * @param bytes the file; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record CaptionedPicture(String caption, String family, String style, byte[] bytes) {

    static List<CaptionedPicture> readAll(Path zip) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<CaptionedPicture> pictures = new ArrayList<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            byte[] catalog = file.getInputStream(file.getEntry("catalog.jsonl")).readAllBytes();
            for (String line :
                    new String(catalog, StandardCharsets.UTF_8).lines().toList()) {
                JsonNode item = json.readTree(line);
                pictures.add(new CaptionedPicture(
                        item.get("caption").asText(),
                        item.get("family").asText().toUpperCase(Locale.ROOT),
                        item.at("/attributes/vendor").asText(""),
                        file.getInputStream(file.getEntry(item.get("file").asText()))
                                .readAllBytes()));
            }
        }
        return pictures;
    }
}
