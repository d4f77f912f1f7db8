package dev.weft.inference;

import dev.weft.core.Embedding;
import java.util.List;
import java.util.Optional;

/** {@code golden.json}: what an independent implementation computed with a bundle. */
record GoldenFile(List<Text> texts, List<Picture> pictures, List<Sound> sounds) {

    static final String FILE = "golden.json";

    static Optional<GoldenFile> find(HuggingFaceFiles files) {
        return files.json(FILE, GoldenFile::read);
    }

    static GoldenFile parse(byte[] json) {
        return JsonFields.parse(json, FILE, GoldenFile::read);
    }

    private static GoldenFile read(JsonFields fields) {
        GoldenFile golden = new GoldenFile(
                fields.has("text") ? fields.objects("text", GoldenFile::text) : List.of(),
                fields.has("image") ? fields.objects("image", GoldenFile::picture) : List.of(),
                fields.has("audio") ? fields.objects("audio", GoldenFile::sound) : List.of());
        fields.ignoreRest();
        return golden;
    }

    private static Text text(JsonFields fields) {
        Text text = new Text(fields.text("text"), fields.integers("input_ids"), embedding(fields));
        fields.ignoreRest();
        return text;
    }

    private static Picture picture(JsonFields fields) {
        Picture picture =
                new Picture(fields.text("file"), fields.object("pixel_values", GoldenFile::samples), embedding(fields));
        fields.ignoreRest();
        return picture;
    }

    private static Sound sound(JsonFields fields) {
        Sound sound = new Sound(
                fields.text("file"),
                fields.flag("resampled", false),
                fields.object("input_features", GoldenFile::samples),
                embedding(fields));
        fields.ignoreRest();
        return sound;
    }

    private static Samples samples(JsonFields fields) {
        Samples samples = new Samples(fields.integers("index"), fields.numbers("value"));
        fields.ignoreRest();
        return samples;
    }

    /** The numbers are rounded, so their norm is only about 1. */
    private static Embedding embedding(JsonFields fields) {
        List<Double> numbers = fields.numbers("embedding");
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i).floatValue();
        }
        return Embedding.normalized(values);
    }

    /** @param ids as the graph sees them, padding included */
    record Text(String text, List<Integer> ids, Embedding embedding) {}

    record Picture(String file, Samples pixels, Embedding embedding) {}

    /** @param resampled whether the file has another sample rate than the bundle */
    record Sound(String file, boolean resampled, Samples levels, Embedding embedding) {}

    /** Some numbers of a processed input, by their place in it. */
    record Samples(List<Integer> index, List<Double> value) {

        Samples {
            if (index.size() != value.size() || index.isEmpty()) {
                throw new IllegalArgumentException(
                        "index and value must be as many, got " + index.size() + " and " + value.size());
            }
        }
    }
}
