package dev.weft.inference;

import java.util.List;
import java.util.Set;

/** Reads {@code preprocessor_config.json} of the image processors that resize to a fixed size. */
final class HuggingFaceImage {

    static final String FILE = "preprocessor_config.json";
    static final String PIXELS = "pixel_values";

    /** Those that make of a size without a name the shorter side, and crop unless told otherwise. */
    private static final Set<String> CROPPING = Set.of(
            "CLIPImageProcessor",
            "CLIPImageProcessorFast",
            "CLIPFeatureExtractor",
            "BitImageProcessor",
            "BitImageProcessorFast");

    private static final Set<String> SQUASHING = Set.of(
            "SiglipImageProcessor",
            "SiglipImageProcessorFast",
            "ViTImageProcessor",
            "ViTImageProcessorFast",
            "ViTFeatureExtractor");

    /** Ours are RGB already; the others tell where and in which container the reference works. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "do_convert_rgb",
            "processor_class",
            "_valid_processor_keys",
            "data_format",
            "input_data_format",
            "device",
            "return_tensors",
            "default_to_square",
            "disable_grouping",
            "image_seq_length");

    private HuggingFaceImage() {}

    static ImageProcessing processing(JsonFields fields) {
        boolean crops = crops(fields);
        fields.require("do_resize", true);
        fields.require("do_pad", false);
        ResizeFilter filter = ResizeFilter.ofCode(fields.integer("resample"));
        Resize resize = resize(fields, crops, fields.flag("do_center_crop", crops));
        double rescale = fields.has("rescale_factor") ? fields.number("rescale_factor") : 1.0 / 255;
        boolean rescales = fields.flag("do_rescale", true);
        boolean normalizes = fields.flag("do_normalize", true);
        ImageProcessing processing = new ImageProcessing(
                resize,
                filter,
                rescales ? rescale : 1,
                normalizes ? fields.numbers("image_mean") : List.of(0.0, 0.0, 0.0),
                normalizes ? fields.numbers("image_std") : List.of(1.0, 1.0, 1.0));
        fields.ignore(WITHOUT_EFFECT);
        fields.ignore(Set.of("image_mean", "image_std", "rescale_factor", "crop_size"));
        return processing;
    }

    private static boolean crops(JsonFields fields) {
        String field = fields.has("image_processor_type") ? "image_processor_type" : "feature_extractor_type";
        String type = fields.text(field);
        fields.ignore(Set.of("feature_extractor_type"));
        if (CROPPING.contains(type)) {
            return true;
        }
        if (SQUASHING.contains(type)) {
            return false;
        }
        throw new IllegalArgumentException(
                field + " must be one of " + CROPPING + " and " + SQUASHING + ", got '" + type + "'");
    }

    private static Resize resize(JsonFields fields, boolean numberIsEdge, boolean crop) {
        Size size = fields.numberOrObject(
                "size",
                number -> numberIsEdge ? new Size(number, 0, 0) : new Size(0, number, number),
                HuggingFaceImage::size);
        if (size.edge == 0) {
            if (crop) {
                throw new IllegalArgumentException(
                        "do_center_crop must be false where size is a height and a width, got true");
            }
            return new Resize.Squash(size.width, size.height);
        }
        if (!crop) {
            throw new IllegalArgumentException("do_center_crop must be true where size is a shortest_edge, got false");
        }
        Size cut = fields.numberOrObject("crop_size", number -> new Size(0, number, number), HuggingFaceImage::size);
        return new Resize.ShortestEdge(size.edge, cut.width, cut.height);
    }

    private static Size size(JsonFields fields) {
        return fields.has("shortest_edge")
                ? new Size(fields.integer("shortest_edge"), 0, 0)
                : new Size(0, fields.integer("width"), fields.integer("height"));
    }

    /** Either the edge, or width and height; the others are 0. */
    private record Size(int edge, int width, int height) {}
}
