package dev.weft.sink.reconcile;

import dev.weft.core.MediaKey;
import java.util.Optional;

/** What one record of the log means to the collection that is compared. */
public sealed interface Said {

    /**
     * The item is to be found in this version.
     *
     * @param rows how many of its parts have a vector, positive
     * @param dimension of these vectors
     */
    record Put(MediaKey key, long version, int rows, int dimension) implements Said {}

    /** The item is not to be found in this version or an older one. */
    record Deleted(MediaKey key, long version) implements Said {}

    /**
     * The item is in this version, and the record has its vectors of another release: those of this one are its projection, if that has been made.
     */
    record Elsewhere(MediaKey key, long version) implements Said {}

    /**
     * The sink does not write this here: a projection to another release, or a record that becomes a dead letter.
     *
     * @param key absent when the record names none
     */
    record NotTaken(Optional<MediaKey> key) implements Said {}
}
