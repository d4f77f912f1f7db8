package dev.weft.benchmarks.learning;

import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;
import dev.weft.learning.PairSet;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the demo brings to learn from and to judge by, as features of its bundle.
 *
 * @param guard nothing was ever learnt from it
 * @param general pairs that are replayed against forgetting
 */
record DemoData(PictureSet catalog, PictureSet guard, PairSet general) {

    /** @param root the project's folder */
    static DemoData read(Path root) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (EmbeddingModel model =
                EmbeddingModels.open("classpath:weft/bundles/demo", new InferenceOptions(threads))) {
            return new DemoData(
                    PictureSet.of(model, CaptionedPicture.readAll(root.resolve("infra/samples/emoji.zip"))),
                    PictureSet.of(
                            model,
                            CaptionedPicture.readAll(
                                    root.resolve("models/demo/src/main/resources/weft/bundles/demo/guard.zip"))),
                    GeneralPairs.of(model));
        }
    }
}
