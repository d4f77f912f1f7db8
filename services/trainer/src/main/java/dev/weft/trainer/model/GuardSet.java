package dev.weft.trainer.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.evaluation.sets.EvaluationItem;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.sets.EvaluationSetBuilder;
import dev.weft.learning.FeatureRows;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.MediaRejectedException;
import dev.weft.trainer.judge.JudgedSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Pictures with captions that are not of the customer's domain, in a ZIP with a {@code catalog.jsonl} as {@code ./weft import} takes it. What a release forgets
 * shows on them.
 */
public final class GuardSet {

    private static final String CATALOG = "catalog.jsonl";
    private static final JsonMapper JSON = new JsonMapper();

    private GuardSet() {}

    private record Line(String id, String file, String family, String caption) {}

    /**
     * Reads the set and runs the towers on it.
     *
     * @param location {@code classpath:FILE} or the path of a file
     * @throws IOException if it can't be read, or isn't such a set, with the reason
     */
    public static JudgedSet read(String location, FrozenModel model) throws IOException {
        Map<String, byte[]> files = files(location);
        List<Line> lines = lines(location, files);
        ImageDecoder decoder = new ImageDecoder(DecodeBudget.defaults());
        Map<String, Embedding> pictures = new HashMap<>();
        for (Line line : lines) {
            byte[] bytes = files.get(line.file());
            if (bytes == null) {
                throw new IOException("the guard set " + location + " must have the file " + line.file());
            }
            try {
                pictures.put(line.id(), model.imageFeature(decoder.decode(bytes)));
            } catch (MediaRejectedException e) {
                throw new IOException(
                        "the guard set " + location + " has a picture that can't be read: " + line.file(), e);
            }
        }
        EvaluationSet set = EvaluationSetBuilder.guard(
                "guard",
                1,
                lines.stream()
                        .map(line -> new EvaluationItem(line.id(), line.family(), "", line.caption()))
                        .toList());
        List<EvaluationItem> pool = set.pool();
        List<Embedding> texts =
                model.textFeatures(pool.stream().map(EvaluationItem::caption).toList());
        int[] rows = IntStream.range(0, pool.size()).toArray();
        return new JudgedSet(
                set,
                model.side(
                        Modality.IMAGE,
                        rows(pool.stream().map(item -> pictures.get(item.id())).toList())),
                rows,
                model.side(Modality.TEXT, rows(texts)),
                rows);
    }

    private static FeatureRows rows(List<Embedding> features) {
        return FeatureRows.of(features.stream().map(Embedding::toArray).toArray(float[][]::new));
    }

    private static Map<String, byte[]> files(String location) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (InputStream stream = Resources.open(location);
                ZipInputStream zip = new ZipInputStream(stream)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return files;
    }

    private static List<Line> lines(String location, Map<String, byte[]> files) throws IOException {
        byte[] catalog = files.get(CATALOG);
        if (catalog == null) {
            throw new IOException("the guard set " + location + " must have a " + CATALOG);
        }
        List<Line> lines = new ArrayList<>();
        for (String line : new String(catalog, StandardCharsets.UTF_8).lines().toList()) {
            if (!line.isBlank()) {
                JsonNode json = JSON.readTree(line);
                String id = json.path("id").asText();
                lines.add(new Line(
                        id,
                        json.path("file").asText(),
                        json.path("family").asText(id),
                        json.path("caption").asText()));
            }
        }
        return lines;
    }
}
