package dev.weft.core;

import java.time.Instant;
import java.util.Optional;

/** What happened to a media item: the value of the {@code media} topic. */
public sealed interface MediaEvent {

    MediaKey key();

    long version();

    /** When the gateway (or the user's own producer) accepted it: where time-to-searchable starts. */
    Instant occurredAt();

    /**
     * A new item, or a new version of one.
     *
     * @param importId the bulk import it belongs to, for progress
     */
    record Stored(MediaItem item, Kind kind, Instant occurredAt, Optional<String> importId) implements MediaEvent {
        public Stored {
            importId.ifPresent(id -> Names.requireId("import id", id));
        }

        @Override
        public MediaKey key() {
            return item.key();
        }

        @Override
        public long version() {
            return item.version();
        }
    }

    /** Whether the item was new to the producer. Consumers treat both alike: the version decides. */
    enum Kind {
        UPLOADED,
        UPDATED
    }

    /** The item is gone; {@code version} is above that of the version it removes. */
    record Deleted(MediaKey key, long version, Instant occurredAt) implements MediaEvent {
        public Deleted {
            Names.requireVersion(version, key);
        }
    }
}
