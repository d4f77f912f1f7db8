package dev.weft.inference;

import dev.weft.inference.AudioProcessing.Fill;
import java.util.Set;

/** Reads {@code preprocessor_config.json} of ClapFeatureExtractor. */
final class HuggingFaceAudio {

    static final String FILE = "preprocessor_config.json";
    static final String FEATURES = "input_features";
    static final String LONGER = "is_longer";

    /** A window's frames follow from its samples; nothing else is ever padded, and nothing has a mask. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "processor_class",
            "padding_side",
            "return_attention_mask",
            "chunk_length_s",
            "n_fft",
            "nb_max_frames",
            "nb_frequency_bins");

    private HuggingFaceAudio() {}

    static AudioProcessing processing(JsonFields fields) {
        fields.require("feature_extractor_type", "ClapFeatureExtractor");
        if (fields.has("top_db")) {
            throw new IllegalArgumentException("top_db must be null, got " + fields.number("top_db"));
        }
        if (fields.has("padding_value") && fields.number("padding_value") != 0) {
            throw new IllegalArgumentException("padding_value must be 0, got " + fields.number("padding_value"));
        }
        int rate = fields.integer("sampling_rate");
        int samples = Math.multiplyExact(rate, fields.integer("max_length_s"));
        int stated = fields.integer("nb_max_samples", samples);
        if (stated != samples) {
            throw new IllegalArgumentException(
                    "nb_max_samples must be max_length_s times sampling_rate, " + samples + ", got " + stated);
        }
        AudioProcessing processing = new AudioProcessing(
                rate,
                samples,
                fields.integer("fft_window_size"),
                fields.integer("hop_length"),
                fields.integer("feature_size"),
                fields.number("frequency_min"),
                fields.number("frequency_max"),
                bank(fields.text("truncation")),
                fill(fields.text("padding")));
        fields.ignore(WITHOUT_EFFECT);
        return processing;
    }

    private static MelBank bank(String truncation) {
        return switch (truncation) {
            case "rand_trunc" -> MelBank.SLANEY;
            case "fusion" -> MelBank.HTK;
            default ->
                throw new IllegalArgumentException(
                        "truncation must be 'rand_trunc' or 'fusion', got '" + truncation + "'");
        };
    }

    private static Fill fill(String padding) {
        return switch (padding) {
            case "repeatpad" -> Fill.REPEAT_PAD;
            case "repeat" -> Fill.REPEAT;
            case "pad" -> Fill.PAD;
            default ->
                throw new IllegalArgumentException(
                        "padding must be 'repeatpad', 'repeat' or 'pad', got '" + padding + "'");
        };
    }
}
