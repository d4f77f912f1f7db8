package dev.weft.trainer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.TowerInput;
import dev.weft.learning.FeatureRows;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.ZipFile;

/** The demo catalog's pictures of one style, with the features that the towers give: real data for rounds and gates. */
final class DemoFeatures {

    private static final int BATCH = 16;

    private DemoFeatures() {}

    private record Line(String id, String file, String family, String caption, String category) {}

    /** @param style {@code noto} or {@code twemoji}; each has every family once */
    static Catalog read(EmbeddingModel model, String style) {
        Path zip = Path.of(Objects.requireNonNull(System.getProperty("weft.root")), "infra/samples/emoji.zip");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<Line> lines = lines(file).stream()
                    .filter(line -> line.file().startsWith(style))
                    .toList();
            List<CatalogEntry> entries = new ArrayList<>();
            for (Line line : lines) {
                MediaKey key = MediaKey.of("default", line.id());
                int row = entries.size();
                entries.add(new CatalogEntry(
                        key,
                        line.family(),
                        line.category(),
                        line.caption(),
                        Instant.EPOCH.plusSeconds(row),
                        new PartKey(key, Part.IMAGE),
                        row,
                        new PartKey(key, Part.CAPTION),
                        row));
            }
            ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
            FeatureRows media = features(model, Modality.IMAGE, lines, line -> {
                try {
                    return model.prepare(decoder.decode(
                            file.getInputStream(file.getEntry(line.file())).readAllBytes()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            FeatureRows texts = features(model, Modality.TEXT, lines, line -> model.prepare(line.caption()));
            return new Catalog(entries, media, texts);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo catalog can't be read", e);
        }
    }

    private static FeatureRows features(
            EmbeddingModel model, Modality modality, List<Line> lines, Function<Line, TowerInput> prepare) {
        List<float[]> rows = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += BATCH) {
            List<TowerInput> batch = lines.subList(from, Math.min(lines.size(), from + BATCH)).stream()
                    .map(prepare)
                    .toList();
            model.features(modality, batch).stream().map(Embedding::toArray).forEach(rows::add);
        }
        return FeatureRows.of(rows.toArray(float[][]::new));
    }

    private static List<Line> lines(ZipFile file) throws IOException {
        JsonMapper json = new JsonMapper();
        List<Line> lines = new ArrayList<>();
        String text =
                new String(file.getInputStream(file.getEntry("catalog.jsonl")).readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            JsonNode item = json.readTree(line);
            lines.add(new Line(
                    item.get("id").asText(),
                    item.get("file").asText(),
                    item.get("family").asText(),
                    item.get("caption").asText(),
                    item.get("attributes").path("category").asText()));
        }
        return lines;
    }
}
