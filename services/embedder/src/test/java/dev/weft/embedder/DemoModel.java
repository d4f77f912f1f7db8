package dev.weft.embedder;

import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.EmbeddingModels;
import dev.weft.inference.InferenceOptions;

/** The demo bundle, loaded once for all tests of the JVM. */
final class DemoModel {

    static final String LOCATION = "classpath:weft/bundles/demo";

    private static final EmbeddingModel KEPT_OPEN = open();

    private DemoModel() {}

    /** To be closed by the caller, or not. */
    static EmbeddingModel open() {
        return EmbeddingModels.open(LOCATION, InferenceOptions.defaults());
    }

    static EmbeddingModel shared() {
        return KEPT_OPEN;
    }
}
