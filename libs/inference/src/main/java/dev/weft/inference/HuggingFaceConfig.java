package dev.weft.inference;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code config.json} says that decides something here. It says much more, of how the network was built and trained.
 *
 * @param name of the bundle: its {@code model_type}, so that it is called the same wherever it lies
 * @param projection the dimension of the shared space, where there is one
 * @param text of the text tower, or of all where there is no other
 * @param image of the image tower, or of all where there is no other
 * @param audio of the audio tower, or of all where there is no other
 */
record HuggingFaceConfig(
        String name,
        OptionalInt projection,
        Part text,
        Part image,
        Part audio,
        Optional<SimilarityScale> similarity,
        List<Integer> matryoshka) {

    private static final String FACTOR_TYPE = "clap";

    static HuggingFaceConfig read(JsonFields fields) {
        String type = fields.text("model_type");
        Part whole = part(fields);
        HuggingFaceConfig config = new HuggingFaceConfig(
                type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-"),
                fields.optionalInteger("projection_dim"),
                fields.optionalObject("text_config", HuggingFaceConfig::part).orElse(whole),
                fields.optionalObject("vision_config", HuggingFaceConfig::part).orElse(whole),
                fields.optionalObject("audio_config", HuggingFaceConfig::part).orElse(whole),
                similarity(fields, type),
                fields.has("matryoshka_dimensions") ? fields.integers("matryoshka_dimensions") : List.of());
        fields.ignoreRest();
        return config;
    }

    private static Part part(JsonFields fields) {
        String dimension = fields.has("projection_size") ? "projection_size" : "hidden_size";
        Part part = new Part(fields.optionalInteger(dimension), fields.optionalInteger("max_position_embeddings"));
        fields.ignoreRest();
        return part;
    }

    private static Optional<SimilarityScale> similarity(JsonFields fields, String type) {
        double bias = fields.has("logit_bias") ? fields.number("logit_bias") : 0;
        if (fields.has("logit_scale")) {
            return Optional.of(new SimilarityScale(Math.exp(fields.number("logit_scale")), bias));
        }
        if (!fields.has("logit_scale_init_value")) {
            return Optional.empty();
        }
        double start = fields.number("logit_scale_init_value");
        return Optional.of(new SimilarityScale(type.equals(FACTOR_TYPE) ? start : Math.exp(start), bias));
    }

    /**
     * One tower's own part.
     *
     * @param hidden the dimension of its states, after its own projection if it has one
     * @param positions how many tokens it takes
     */
    record Part(OptionalInt hidden, OptionalInt positions) {}
}
