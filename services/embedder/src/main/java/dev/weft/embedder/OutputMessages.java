package dev.weft.embedder;

import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.Part;
import dev.weft.core.PartKey;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.embedder.EmbeddedRecord.EmbeddedPart;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.Topics;
import dev.weft.inference.EmbeddingModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Says which records are written for an outcome. Safe for use by several threads. */
final class OutputMessages {

    /** The parts the gateway makes. Features of these are cleared when an item loses them; nothing knows the names of others. */
    private static final List<String> KNOWN_PARTS = List.of(Part.IMAGE, Part.CAPTION);

    /** Below the broker's default limit of 1,048,588 bytes by what keys and framing take. */
    private static final int MAX_VALUE_BYTES = 1_000_000;

    private static final int MAX_MESSAGE_CHARS = 500;

    private final Topics topics;
    private final EventCodecs codecs;
    private final DeadLetterRecords deadLetters;
    private final EmbeddingModel model;
    private final Supplier<ReleaseId> live;
    private final Clock clock;

    /** @param live the release that dead letters of records without vectors name */
    OutputMessages(
            Topics topics,
            EventCodecs codecs,
            DeadLetterRecords deadLetters,
            EmbeddingModel model,
            Supplier<ReleaseId> live,
            Clock clock) {
        this.topics = topics;
        this.codecs = codecs;
        this.deadLetters = deadLetters;
        this.model = model;
        this.live = live;
        this.clock = clock;
    }

    Output of(EmbeddedRecord outcome) {
        return switch (outcome) {
            case EmbeddedRecord.Done done -> fitting(done, embedded(done));
            case PreparedRecord.Gone gone -> new Output(deleted(gone.event()), Optional.empty());
            case PreparedRecord.Refused refused -> new Output(refused(refused), Optional.of(refused.refusal()));
        };
    }

    /** A message that the broker refuses would make its whole transaction fail, for ever. */
    private Output fitting(EmbeddedRecord.Done done, List<ProducerRecord<String, byte[]>> messages) {
        for (ProducerRecord<String, byte[]> message : messages) {
            byte[] value = message.value();
            if (value != null && value.length > MAX_VALUE_BYTES) {
                Refusal tooLarge = new Refusal(
                        Stage.EMBED,
                        Reasons.TOO_LARGE,
                        new IllegalArgumentException("a record on " + message.topic() + " has at most "
                                + MAX_VALUE_BYTES + " bytes, got " + value.length));
                return of(new PreparedRecord.Refused(done.origin(), Optional.of(done.event()), tooLarge));
            }
        }
        return new Output(messages, Optional.empty());
    }

    private List<ProducerRecord<String, byte[]>> embedded(EmbeddedRecord.Done done) {
        MediaEvent.Stored event = done.event();
        MediaKey key = event.key();
        List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
        for (EmbeddedPart part : done.parts()) {
            messages.add(feature(event, part));
        }
        Set<String> present = event.item().parts().stream().map(Part::name).collect(Collectors.toSet());
        messages.addAll(clearedFeatures(key, present));
        MediaEmbedded.Vectors vectors = new MediaEmbedded.Vectors(
                key,
                event.version(),
                done.release(),
                event.item().family(),
                event.item().attributes(),
                done.parts().stream()
                        .map(part -> new MediaEmbedded.PartVector(
                                part.part().name(),
                                part.part().modality(),
                                part.contentKey().sha256(),
                                part.vectors().vector()))
                        .toList(),
                event.occurredAt(),
                event.importId());
        messages.add(
                message(topics.embeddings(), key.toString(), codecs.embeddings().encode(vectors)));
        messages.add(status(event, MediaStatus.State.EMBEDDED, Optional.of(done.release()), Optional.empty()));
        return messages;
    }

    private ProducerRecord<String, byte[]> feature(MediaEvent.Stored event, EmbeddedPart part) {
        PartKey key = new PartKey(event.key(), part.part().name());
        Feature feature = new Feature(
                key,
                model.towerId(part.part().modality()),
                part.part().modality(),
                event.version(),
                part.vectors().feature());
        return message(topics.features(), key.toString(), codecs.features().encode(feature));
    }

    private List<ProducerRecord<String, byte[]>> deleted(MediaEvent.Deleted event) {
        List<ProducerRecord<String, byte[]>> messages = new ArrayList<>(clearedFeatures(event.key(), Set.of()));
        MediaEmbedded deleted = new MediaEmbedded.Deleted(event.key(), event.version(), event.occurredAt());
        messages.add(message(
                topics.embeddings(), event.key().toString(), codecs.embeddings().encode(deleted)));
        return messages;
    }

    private List<ProducerRecord<String, byte[]>> clearedFeatures(MediaKey key, Set<String> present) {
        return KNOWN_PARTS.stream()
                .filter(part -> !present.contains(part))
                .map(part -> message(topics.features(), new PartKey(key, part).toString(), null))
                .toList();
    }

    private List<ProducerRecord<String, byte[]>> refused(PreparedRecord.Refused refused) {
        Refusal refusal = refused.refusal();
        List<ProducerRecord<String, byte[]>> messages = new ArrayList<>();
        messages.add(deadLetters.of(refused.origin(), refusal, live.get()));
        // Without an event the version is unknown, and a status without it could hide that of a version which is well.
        refused.event()
                .ifPresent(event -> messages.add(status(
                        event,
                        MediaStatus.State.FAILED,
                        Optional.empty(),
                        Optional.of(new MediaStatus.Failure(
                                refusal.stage(), refusal.reason(), shortened(refusal.message()))))));
        return messages;
    }

    private ProducerRecord<String, byte[]> status(
            MediaEvent.Stored event,
            MediaStatus.State state,
            Optional<ReleaseId> release,
            Optional<MediaStatus.Failure> failure) {
        boolean embedded = state == MediaStatus.State.EMBEDDED;
        MediaStatus status = new MediaStatus(
                event.key(),
                event.version(),
                state,
                event.occurredAt(),
                embedded ? Optional.of(clock.instant()) : Optional.empty(),
                Optional.empty(),
                failure,
                release,
                event.importId());
        return message(topics.status(), event.key().toString(), codecs.status().encode(status));
    }

    private static String shortened(String message) {
        return message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) + "…" : message;
    }

    private static ProducerRecord<String, byte[]> message(String topic, @Nullable String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, key, value);
    }
}
