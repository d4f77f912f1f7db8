package dev.weft.gateway.table;

import dev.weft.core.MediaEvent;
import dev.weft.core.MediaStatus;
import dev.weft.events.EventCodec;
import dev.weft.events.EventCodecs;
import dev.weft.events.UndecodableRecordException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows are kept as the bytes that lay on the topics. What can't be decoded is no row: its dead letter is the embedder's business. */
final class Rows {

    private final EventCodec<MediaEvent> media;
    private final EventCodec<MediaStatus> status;

    Rows(EventCodecs codecs) {
        this.media = codecs.media();
        this.status = codecs.status();
    }

    Optional<MediaEvent> media(byte @Nullable [] value) {
        return decode(media, value);
    }

    Optional<MediaStatus> status(byte @Nullable [] value) {
        return decode(status, value);
    }

    byte[] encode(MediaEvent event) {
        return media.encode(event);
    }

    private static <T> Optional<T> decode(EventCodec<T> codec, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(codec.decode(value));
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    /** Topics may bring an older version later, when several producers write: the newest stays. */
    static boolean replaces(MediaEvent arriving, Optional<MediaEvent> present) {
        return present.isEmpty() || arriving.version() >= present.get().version();
    }

    /** A repeated run of a stage takes no item back to an earlier state of the same version. */
    static boolean replaces(MediaStatus arriving, Optional<MediaStatus> present) {
        if (present.isEmpty() || arriving.mediaVersion() > present.get().mediaVersion()) {
            return true;
        }
        if (arriving.mediaVersion() < present.get().mediaVersion()) {
            return false;
        }
        MediaStatus.State was = present.get().state();
        if (arriving.state() == was) {
            return !arriving.release().equals(present.get().release());
        }
        return arriving.state().isFinal() || was == MediaStatus.State.ACCEPTED;
    }
}
