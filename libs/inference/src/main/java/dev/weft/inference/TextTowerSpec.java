package dev.weft.inference;

import dev.weft.core.Modality;
import java.util.Optional;

/**
 * @param ids the name of the graph's input of token ids {@code [batch, tokens]}
 * @param mask the name of the input that is 1 for a token and 0 for padding; absent where the graph has none
 * @param types the name of the input of segment numbers, all 0 here; absent where the graph has none
 */
record TextTowerSpec(
        BundleFile model,
        String ids,
        Optional<String> mask,
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
                processing.identity());
    }

    /**
     * How a text becomes tokens.
     *
     * @param tokenizer in the Hugging Face format
     * @param maxTokens special ones included; more are cut off
     * @param lowerCase before the tokenizer sees it
     */
    record TextProcessing(BundleFile tokenizer, int maxTokens, Padding padding, boolean lowerCase) {

        TextProcessing {
            if (maxTokens < 1) {
                throw new IllegalArgumentException("maxTokens must be positive, got " + maxTokens);
            }
        }

        /** Says of the usual way only the length, as it did before there were others. */
        String identity() {
            return maxTokens
                    + (padding.equals(Padding.OF_BATCH) ? "" : " pad " + padding.id() + " " + padding.toMaximum())
                    + (lowerCase ? " lower-case" : "");
        }

        /** The length of a text's row in a batch. */
        int padded(int tokens) {
            return padding.toMaximum() ? maxTokens : tokens;
        }
    }

    /**
     * What follows a text that is shorter than its row.
     *
     * @param id of the padding token
     * @param toMaximum whether rows are always {@code maxTokens} long, or as long as the longest of the batch
     */
    record Padding(long id, boolean toMaximum) {

        /** With zeros that the mask hides. */
        static final Padding OF_BATCH = new Padding(0, false);
    }
}
