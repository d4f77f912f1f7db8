package dev.weft.preparation;

import dev.weft.core.Modality;
import dev.weft.core.Sha256;

/** Equal keys have equal vectors: a tower is a pure function of the content. */
public record ContentKey(Modality modality, Sha256 sha256) {}
