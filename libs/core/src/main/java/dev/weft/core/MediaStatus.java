package dev.weft.core;

import java.time.Instant;
import java.util.Optional;

/**
 * The newest outcome of an item: the value of the {@code status} topic. Times of earlier stages are carried along, so that the compacted
 * record tells the whole way.
 *
 * @param release the release it was embedded with, once it was
 */
public record MediaStatus(
        MediaKey key,
        long mediaVersion,
        State state,
        Instant acceptedAt,
        Optional<Instant> embeddedAt,
        Optional<Instant> searchableAt,
        Optional<Failure> failure,
        Optional<ReleaseId> release,
        Optional<String> importId) {

    public MediaStatus {
        Names.requireVersion(mediaVersion, key);
        importId.ifPresent(id -> Names.requireId("import id", id));
        if ((state == State.FAILED) != failure.isPresent()) {
            throw new IllegalArgumentException(
                    "a failure comes with the state FAILED and with no other, got " + state + " for " + key);
        }
    }

    /** How far an item is. {@code FAILED}, {@code SEARCHABLE} and {@code DELETED} are final for a version. */
    public enum State {
        ACCEPTED,
        EMBEDDED,
        SEARCHABLE,
        FAILED,
        DELETED;

        public boolean isFinal() {
            return this == SEARCHABLE || this == FAILED || this == DELETED;
        }
    }

    /**
     * Why a version will not become searchable.
     *
     * @param reason a short fixed word, such as {@code truncated}, fit for a metric's label
     * @param message a sentence for a person
     */
    public record Failure(Stage stage, String reason, String message) {}
}
