package dev.weft.events.deadletters;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.events.EventCodecs;
import dev.weft.events.SchemaRegistryException;
import dev.weft.events.Topics;
import dev.weft.events.UndecodableRecordException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks into the values of our own topics, as far as they can be read today. Safe for use by several threads. */
public final class EventReader {

    /** An item with many parts tells a long story. */
    private static final int MAX_CHARS = 4_000;

    private final Topics topics;
    private final EventCodecs codecs;

    public EventReader(Topics topics, EventCodecs codecs) {
        this.topics = topics;
        this.codecs = codecs;
    }

    /** What the value says, for a person: the event, or why it is none. Vectors are left out. */
    public String describe(String topic, byte[] value) {
        try {
            String text = read(topic, value).toString();
            return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) + "…" : text;
        } catch (UndecodableRecordException e) {
            return e.reason().word() + ": " + e.getMessage();
        } catch (SchemaRegistryException e) {
            return "not readable now: " + e.getMessage();
        }
    }

    /**
     * The version of the item the value tells of; empty if it can't be told.
     *
     * @throws SchemaRegistryException if the registry can't be asked now
     */
    OptionalLong version(String topic, byte @Nullable [] value) {
        try {
            return switch (read(topic, value)) {
                case MediaEvent event -> OptionalLong.of(event.version());
                case MediaEmbedded embedded -> OptionalLong.of(embedded.mediaVersion());
                default -> OptionalLong.empty();
            };
        } catch (UndecodableRecordException e) {
            return OptionalLong.empty();
        }
    }

    private Object read(String topic, byte @Nullable [] value) throws UndecodableRecordException {
        if (topic.equals(topics.media())) {
            return codecs.media().decode(value);
        }
        if (topic.equals(topics.embeddings())) {
            return codecs.embeddings().decode(value);
        }
        return "no record of a topic whose schema is known here";
    }
}
