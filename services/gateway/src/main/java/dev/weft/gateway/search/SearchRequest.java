package dev.weft.gateway.search;

import dev.weft.core.MediaId;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.Filter;
import java.util.Optional;
import java.util.Set;

/**
 * A checked search.
 *
 * @param release which release to search; nothing stands for the live one
 * @param modalities which parts to search; nothing stands for all that the space has
 */
public record SearchRequest(
        Probe probe, int k, Optional<Set<Modality>> modalities, Filter filter, Optional<ReleaseId> release) {

    /** What to search with. */
    public sealed interface Probe {

        record Text(String text) implements Probe {}

        /** @param bytes a picture's file, owned by this value */
        @SuppressWarnings("ArrayRecordComponent") // up to megabytes, never compared
        record Image(byte[] bytes) implements Probe {}

        /** @param bytes a sound's file, owned by this value */
        @SuppressWarnings("ArrayRecordComponent") // up to megabytes, never compared
        record Audio(byte[] bytes) implements Probe {}

        /** "More like this". */
        record Like(MediaId id) implements Probe {}
    }
}
