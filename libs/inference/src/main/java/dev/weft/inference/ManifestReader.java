package dev.weft.inference;

import dev.weft.core.Sha256;
import dev.weft.inference.BundleManifest.EncoderSpec;
import dev.weft.inference.BundleManifest.HeadSpec;
import dev.weft.inference.TextTowerSpec.Padding;
import dev.weft.inference.TextTowerSpec.TextProcessing;
import java.util.List;
import java.util.Optional;

/** Reads {@code manifest.json}, format 1. */
final class ManifestReader {

    static final String FILE = "manifest.json";

    private static final int FORMAT = 1;

    private ManifestReader() {}

    static BundleManifest read(byte[] json) {
        return JsonFields.parse(json, FILE, ManifestReader::manifest);
    }

    private static BundleManifest manifest(JsonFields fields) {
        int format = fields.integer("format");
        if (format != FORMAT) {
            throw new ModelBundleException(FILE + ".format must be " + FORMAT + ", got " + format);
        }
        fields.objects("licences", ManifestReader::licence);
        Heads heads = fields.object("heads", h -> new Heads(head(h, "image"), head(h, "text")));
        Optional<SimilarityScale> similarity = fields.optionalObject(
                "similarity", scale -> new SimilarityScale(scale.number("logitScale"), scale.number("logitBias")));
        return fields.object(
                "towers",
                towers -> new BundleManifest(
                        fields.text("name"),
                        fields.integer("dimension"),
                        towers.optionalObject("image", ManifestReader::imageTower)
                                .map(tower -> new EncoderSpec<>(tower, heads.image)),
                        towers.optionalObject("text", ManifestReader::textTower)
                                .map(tower -> new EncoderSpec<>(tower, heads.text)),
                        Optional.empty(),
                        similarity,
                        fields.has("matryoshka") ? fields.integers("matryoshka") : List.of()));
    }

    private static Optional<HeadSpec> head(JsonFields heads, String modality) {
        return heads.optionalObject(
                modality,
                fields -> new HeadSpec(
                        fields.object("model", ManifestReader::file), fields.text("input"), fields.text("output")));
    }

    private static ImageTowerSpec imageTower(JsonFields fields) {
        fields.require("pooling", Pooling.NONE.word());
        return new ImageTowerSpec(
                fields.object("model", ManifestReader::file),
                fields.object("inputs", inputs -> inputs.text("pixels")),
                fields.text("output"),
                fields.integer("dimension"),
                Pooling.NONE,
                fields.object("processing", ManifestReader::imageProcessing));
    }

    private static ImageProcessing imageProcessing(JsonFields fields) {
        fields.require("resize", "pad-white-square");
        fields.require("filter", "bicubic-antialiased");
        fields.require("layout", "channels-first");
        return new ImageProcessing(
                new Resize.PadWhite(fields.integer("size")),
                ResizeFilter.BICUBIC,
                fields.number("rescale"),
                fields.numbers("mean"),
                fields.numbers("std"));
    }

    private static TextTowerSpec textTower(JsonFields fields) {
        Inputs inputs = fields.object(
                "inputs", names -> new Inputs(names.text("ids"), names.text("mask"), names.optionalText("types")));
        return new TextTowerSpec(
                fields.object("model", ManifestReader::file),
                inputs.ids,
                Optional.of(inputs.mask),
                inputs.types,
                fields.text("output"),
                fields.integer("dimension"),
                pooling(fields.text("pooling")),
                fields.object("processing", ManifestReader::textProcessing));
    }

    private static TextProcessing textProcessing(JsonFields fields) {
        fields.require("padding", "batch");
        return new TextProcessing(
                fields.object("tokenizer", ManifestReader::file), fields.integer("maxTokens"), Padding.OF_BATCH, false);
    }

    private static Pooling pooling(String word) {
        for (Pooling pooling : Pooling.values()) {
            if (pooling.word().equals(word)) {
                return pooling;
            }
        }
        throw new IllegalArgumentException(
                "pooling must be one of " + List.of(Pooling.values()) + ", got '" + word + "'");
    }

    private static BundleFile file(JsonFields fields) {
        Sha256 sha256 = new Sha256(fields.text("sha256"));
        return fields.has("classpath")
                ? new BundleFile(BundleFile.Origin.CLASS_PATH, fields.text("classpath"), sha256)
                : new BundleFile(BundleFile.Origin.BUNDLE, fields.text("file"), sha256);
    }

    private static String licence(JsonFields fields) {
        return fields.text("covers") + ": " + fields.text("licence") + ", " + fields.text("source");
    }

    private record Heads(Optional<HeadSpec> image, Optional<HeadSpec> text) {}

    private record Inputs(String ids, String mask, Optional<String> types) {}
}
