package dev.weft.vectorstore;

import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;

/**
 * A row found by a search.
 *
 * @param score cosine similarity in [-1, 1], higher is closer
 */
public record Hit(MediaKey key, String part, Modality modality, long version, ReleaseId release, float score) {}
