package dev.weft.inference;

import ai.onnxruntime.TensorInfo;
import dev.weft.inference.HuggingFaceTokenizerFile.Stated;
import dev.weft.inference.TextTowerSpec.Padding;
import dev.weft.inference.TextTowerSpec.TextProcessing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads how texts become a text tower's input: from the tokenizer's files, those of sentence-transformers, and the graph itself. */
final class HuggingFaceText {

    static final String IDS = "input_ids";

    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String SENTENCES = "sentence_bert_config.json";
    private static final String MODULES = "modules.json";

    /** Modules that change no direction, or that {@link HuggingFaceReader#POOLING} describes. */
    private static final Set<String> KNOWN_MODULES = Set.of(
            "sentence_transformers.models.Transformer",
            "sentence_transformers.models.Pooling",
            "sentence_transformers.models.Normalize");

    private final HuggingFaceFiles files;
    private final HuggingFaceConfig config;

    HuggingFaceText(HuggingFaceFiles files, HuggingFaceConfig config) {
        this.files = files;
        this.config = config;
    }

    TextTowerSpec spec(BundleFile file, Graph graph) {
        Map<String, TensorInfo> inputs = graph.inputs();
        GraphOutput output = GraphOutput.choose(
                graph,
                List.of("text_embeds", "sentence_embedding", "pooler_output"),
                pooling(),
                config.projection(),
                config.text().hidden());
        return new TextTowerSpec(
                file,
                IDS,
                Optional.of(MASK).filter(inputs::containsKey),
                Optional.of(TYPES).filter(inputs::containsKey),
                output.name(),
                output.dimension(),
                output.pooling(),
                processing(inputs));
    }

    private TextProcessing processing(Map<String, TensorInfo> inputs) {
        BundleFile tokenizer = files.file(TOKENIZER);
        TokenizerConfig stated = files.requireJson(TOKENIZER_CONFIG, HuggingFaceText::tokenizerConfig);
        Stated itself = HuggingFaceTokenizerFile.read(VerifiedBytes.toHeap(files.source(), tokenizer));
        Optional<Sentences> sentences = files.json(SENTENCES, HuggingFaceText::sentences);
        OptionalInt fixed = fixedTokens(inputs);
        int tokens = fixed.orElseGet(() -> sentences
                .map(Sentences::maxTokens)
                .filter(OptionalInt::isPresent)
                .orElseGet(() -> shortest(
                        stated.maxTokens, itself.maxTokens(), config.text().positions()))
                .getAsInt());
        // Without a mask the graph sees the padding, so it is part of the text. Sentence encoders are trained on
        // batches as long as their longest.
        boolean toMaximum =
                fixed.isPresent() || !inputs.containsKey(MASK) || (itself.padsToMaximum() && sentences.isEmpty());
        return new TextProcessing(
                tokenizer,
                tokens,
                new Padding(itself.padId(stated.padToken), toMaximum),
                stated.lowerCase || sentences.map(Sentences::lowerCase).orElse(false));
    }

    /** A graph may take texts of one length only. */
    private static OptionalInt fixedTokens(Map<String, TensorInfo> inputs) {
        TensorInfo ids = inputs.get(IDS);
        if (ids == null || ids.getShape().length != 2 || ids.getShape()[1] == Graph.OPEN) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Math.toIntExact(ids.getShape()[1]));
    }

    private static OptionalInt shortest(OptionalInt... lengths) {
        int shortest = Arrays.stream(lengths)
                .mapToInt(length -> length.orElse(Integer.MAX_VALUE))
                .min()
                .orElseThrow();
        if (shortest == Integer.MAX_VALUE) {
            throw new ModelBundleException(
                    TOKENIZER_CONFIG + ".model_max_length must say how many tokens a text has at most, got none");
        }
        return OptionalInt.of(shortest);
    }

    private static TokenizerConfig tokenizerConfig(JsonFields fields) {
        requireRight(fields, "padding_side");
        requireRight(fields, "truncation_side");
        // Who has no limit writes 1e30.
        double limit = fields.has("model_max_length") ? fields.number("model_max_length") : Double.MAX_VALUE;
        Optional<String> padToken =
                fields.has("pad_token") ? Optional.of(fields.content("pad_token")) : Optional.empty();
        TokenizerConfig config = new TokenizerConfig(
                limit > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) limit),
                padToken,
                fields.flag("do_lower_case", false));
        fields.ignoreRest();
        return config;
    }

    private static void requireRight(JsonFields fields, String side) {
        if (fields.has(side)) {
            fields.require(side, "right");
        }
    }

    private static Sentences sentences(JsonFields fields) {
        Sentences sentences =
                new Sentences(fields.optionalInteger("max_seq_length"), fields.flag("do_lower_case", false));
        fields.ignoreRest();
        return sentences;
    }

    private Optional<Pooling> pooling() {
        if (files.has(MODULES)) {
            JsonFields.parseList(
                    VerifiedBytes.toHeap(files.source(), files.file(MODULES)), MODULES, HuggingFaceText::module);
        }
        return files.json(HuggingFaceReader.POOLING, HuggingFaceText::pooling);
    }

    private static String module(JsonFields fields) {
        String type = fields.text("type");
        if (!KNOWN_MODULES.contains(type)) {
            throw new IllegalArgumentException("type must be one of " + KNOWN_MODULES + ", got '" + type + "'");
        }
        fields.ignoreRest();
        return type;
    }

    private static Pooling pooling(JsonFields fields) {
        boolean cls = fields.flag("pooling_mode_cls_token", false);
        boolean mean = fields.flag("pooling_mode_mean_tokens", false);
        fields.ignore(Set.of("word_embedding_dimension", "include_prompt"));
        for (String name : fields.names()) {
            if (name.startsWith("pooling_mode_")) {
                boolean known = name.equals("pooling_mode_cls_token") || name.equals("pooling_mode_mean_tokens");
                fields.require(name, known && fields.flag(name, false));
            }
        }
        if (cls == mean) {
            throw new IllegalArgumentException(
                    "one of pooling_mode_cls_token and pooling_mode_mean_tokens must be true, got " + cls + " twice");
        }
        return cls ? Pooling.CLS : Pooling.MEAN;
    }

    private record TokenizerConfig(OptionalInt maxTokens, Optional<String> padToken, boolean lowerCase) {}

    private record Sentences(OptionalInt maxTokens, boolean lowerCase) {}
}
