package dev.weft.reinference;

import dev.weft.core.Embedding;
import dev.weft.core.MediaItem;
import dev.weft.core.Modality;
import dev.weft.core.Refusal;
import dev.weft.core.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs the towers of a release on stored items, letting the embedder go first. Safe for use by several threads. */
public interface Reinference extends AutoCloseable {

    /** What became of an item. */
    sealed interface Made {

        /** All its parts, as these towers cut it. */
        record Parts(List<MadePart> parts) implements Made {
            public Parts {
                parts = List.copyOf(parts);
            }
        }

        /** It will never have features of these towers. */
        record Refused(Refusal refusal) implements Made {}
    }

    /** @param feature unit norm, {@code [tower dimension]} */
    record MadePart(String part, Modality modality, Sha256 contentHash, Embedding feature) {}

    /**
     * Waits while the towers don't work at all.
     *
     * @return one result per item, in the same order
     * @throws IOException if the object store can't be read now: nothing is known of these items then
     */
    List<Made> make(List<MediaItem> items) throws IOException, InterruptedException;

    /** What stops a tower at the moment, as a sentence. */
    default Optional<String> problem() {
        return Optional.empty();
    }

    @Override
    void close();
}
