package dev.weft.inference;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.weft.inference.TextTowerSpec.TextProcessing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Makes texts into token ids. Safe for use by several threads. */
final class TextTokenizer implements AutoCloseable {

    /** Without it, the tokenizer's loader looks for a GPU and would download another native library. */
    private static final String OFFLINE = "ai.djl.offline";

    private final HuggingFaceTokenizer tokenizer;
    private final boolean lowerCase;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, boolean lowerCase) {
        this.tokenizer = tokenizer;
        this.lowerCase = lowerCase;
    }

    static TextTokenizer load(BundleSource source, TextProcessing processing) {
        if (System.getProperty(OFFLINE) == null) {
            System.setProperty(OFFLINE, "true");
        }
        byte[] json = VerifiedBytes.toHeap(source, processing.tokenizer());
        try {
            // The file's own padding and truncation are for whoever made it; the specification says what holds here.
            Map<String, String> options = Map.of(
                    "addSpecialTokens", "true",
                    "padding", "false",
                    "truncation", "true",
                    "maxLength", Integer.toString(processing.maxTokens()),
                    "modelMaxLength", Integer.toString(processing.maxTokens()));
            return new TextTokenizer(
                    HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options), processing.lowerCase());
        } catch (IOException e) {
            throw new ModelBundleException(
                    "the bundle's tokenizer " + processing.tokenizer() + " can't be loaded: " + e.getMessage(), e);
        }
    }

    TokenInput encode(String text) {
        return new TokenInput(tokenizer
                .encode(lowerCase ? text.toLowerCase(Locale.ROOT) : text)
                .getIds());
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
