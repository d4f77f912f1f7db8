package dev.weft.inference;

import dev.weft.core.Modality;
import java.util.Optional;

/**
 * @param ids the name of the graph's input of token ids {@code [batch, tokens]}
 * @param mask the name of the input that is 1 for a token and 0 for padding
 * @param types the name of the input of segment numbers, all 0 here; absent where the graph has none
 */
record TextTowerSpec(
        BundleFile model,
        String ids,
        String mask,
        Optional<String> types,
        String output,
        int dimension,
        Pooling pooling,
        TextProcessing processing)
        implements TowerSpec {

    @Override
    public Modality modality() {
        return Modality.TEXT;
    }

    @Override
    public String identity() {
        return String.join(
                "\n",
                model.sha256().hex(),
                output,
                pooling.word(),
                processing.tokenizer().sha256().hex(),
                Integer.toString(processing.maxTokens()));
    }

    /** How a graph's output becomes one vector. */
    enum Pooling {
        /** {@code [batch, dimension]} as it is. */
        NONE("none"),
        /** {@code [batch, tokens, dimension]}, the mean over the tokens that the mask lets through. */
        MEAN("mean");

        private final String word;

        Pooling(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * How a text becomes tokens.
     *
     * @param tokenizer in the Hugging Face format
     * @param maxTokens special ones included; more are cut off
     */
    record TextProcessing(BundleFile tokenizer, int maxTokens) {

        TextProcessing {
            if (maxTokens < 1) {
                throw new IllegalArgumentException("maxTokens must be positive, got " + maxTokens);
            }
        }
    }
}
