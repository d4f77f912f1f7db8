package dev.weft.inference;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import java.util.List;

/** Recomputes a bundle's own texts. */
final class GoldenTexts {

    /** A reference and this one differ by the order of sums. */
    static final double MIN_COSINE = 0.9999;

    private GoldenTexts() {}

    /**
     * Checks a bundle before it takes traffic. The vectors are of the graphs in full precision; of the others, whose files' hashes are listed like
     * all, the tokens are checked.
     *
     * @throws ModelBundleException on the first difference
     */
    static void require(LoadedModel model, List<GoldenFile.Text> texts, ModelVariant variant) {
        for (GoldenFile.Text text : texts) {
            int wrong = wrongTokens(model, text);
            if (wrong > 0) {
                throw new ModelBundleException(GoldenFile.FILE + ": the tokens of '" + text.text() + "' must be "
                        + text.ids() + ", got " + wrong + " others");
            }
            double cosine = variant == ModelVariant.FP32 ? cosine(model, text) : 1;
            if (!(cosine >= MIN_COSINE)) {
                throw new ModelBundleException(GoldenFile.FILE + ": the vector of '" + text.text()
                        + "' must have a cosine of at least " + MIN_COSINE + " to the stored one, got " + cosine);
            }
        }
    }

    /** How many tokens differ. Where padding follows the batch, the reference's own is what may follow. */
    static int wrongTokens(LoadedModel model, GoldenFile.Text text) {
        TextTower tower = model.textTower();
        long[] ids = tower.padded(tower.prepare(text.text()));
        long padding = tower.spec().processing().padding().id();
        int wrong = Math.max(0, ids.length - text.ids().size());
        for (int i = 0; i < text.ids().size(); i++) {
            long id = i < ids.length ? ids[i] : padding;
            if (id != text.ids().get(i)) {
                wrong++;
            }
        }
        return wrong;
    }

    static double cosine(LoadedModel model, GoldenFile.Text text) {
        Embedding embedding =
                model.embed(Modality.TEXT, List.of(model.prepare(text.text()))).getFirst();
        return Cosines.of(embedding, text.embedding());
    }
}
