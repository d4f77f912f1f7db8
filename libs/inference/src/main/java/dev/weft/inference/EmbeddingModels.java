package dev.weft.inference;

/** Opens model bundles. */
public final class EmbeddingModels {

    private EmbeddingModels() {}
}
