package dev.weft.vectorstore;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;

/** @param vector unit norm, {@code [collection's dimension]} */
public record VectorRow(String part, Modality modality, Sha256 contentHash, Embedding vector) {}
