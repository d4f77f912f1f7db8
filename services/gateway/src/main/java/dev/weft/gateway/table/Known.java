package dev.weft.gateway.table;

import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.MediaStatus.State;
import java.util.Optional;

/**
 * What is known of an item now.
 *
 * @param media its newest event
 * @param status its newest status, which may be of an older version
 */
public record Known(MediaEvent media, Optional<MediaStatus> status) {

    public MediaKey key() {
        return media.key();
    }

    public long version() {
        return media.version();
    }

    /** The item, unless it is deleted. */
    public Optional<MediaItem> item() {
        return switch (media) {
            case MediaEvent.Stored stored -> Optional.of(stored.item());
            case MediaEvent.Deleted deleted -> Optional.empty();
        };
    }

    /** The import the item's version came with. */
    public Optional<String> importId() {
        return switch (media) {
            case MediaEvent.Stored stored -> stored.importId();
            case MediaEvent.Deleted deleted -> Optional.empty();
        };
    }

    /** The status, when it is of this version. */
    public Optional<MediaStatus> currentStatus() {
        return status.filter(candidate -> candidate.mediaVersion() >= media.version());
    }

    /** How far this version is. A deletion counts from the moment it is accepted, because searches hide the item from then on. */
    public State state() {
        return switch (media) {
            case MediaEvent.Deleted deleted -> State.DELETED;
            case MediaEvent.Stored stored ->
                currentStatus().map(MediaStatus::state).orElse(State.ACCEPTED);
        };
    }
}
