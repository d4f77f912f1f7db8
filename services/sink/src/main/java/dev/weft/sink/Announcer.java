package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaStatus;
import dev.weft.core.Refusal;
import dev.weft.events.DeadLetterRecords;
import dev.weft.events.EventCodecs;
import dev.weft.events.Topics;
import dev.weft.events.releases.Projections;
import dev.weft.events.releases.SpaceReleases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes statuses and dead letters. Saying something twice is harmless, so no transaction is needed. Thread-safe. */
final class Announcer {

    private static final int MAX_MESSAGE_CHARS = 500;

    private final Producer<String, byte[]> producer;
    private final Topics topics;
    private final EventCodecs codecs;
    private final DeadLetterRecords deadLetters;
    private final SpaceReleases releases;
    private final Audience audience;

    /** Who wants to know what became of records. */
    enum Audience {
        /** Statuses for those who follow items, and dead letters. */
        EVERYBODY,
        /** Dead letters only: nobody follows the items of a foreign topic. */
        OPERATORS
    }

    Announcer(
            Producer<String, byte[]> producer,
            Topics topics,
            EventCodecs codecs,
            DeadLetterRecords deadLetters,
            SpaceReleases releases,
            Audience audience) {
        this.producer = producer;
        this.topics = topics;
        this.codecs = codecs;
        this.deadLetters = deadLetters;
        this.releases = releases;
        this.audience = audience;
    }

    /** Sends what is to be said of the outcomes. @return completes with the broker's acknowledgements */
    List<Future<RecordMetadata>> announce(List<? extends Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(this::messages)
                .filter(message ->
                        audience == Audience.EVERYBODY || message.topic().equals(topics.deadLetters()))
                .map(producer::send)
                .toList();
    }

    private Stream<ProducerRecord<String, byte[]>> messages(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Searchable landed -> Stream.of(searchable(landed));
            case Outcome.Removed removed -> Stream.of(removed(removed));
            case Outcome.Superseded _, Outcome.Indexed _, Outcome.Skipped _ -> Stream.of();
            case Outcome.Refused refused -> refused(refused);
        };
    }

    private ProducerRecord<String, byte[]> searchable(Outcome.Searchable landed) {
        MediaEmbedded.Vectors event = landed.event();
        return status(new MediaStatus(
                event.key(),
                event.mediaVersion(),
                MediaStatus.State.SEARCHABLE,
                event.occurredAt(),
                embeddedAt(landed.origin()),
                Optional.of(landed.at()),
                Optional.empty(),
                Optional.of(event.release()),
                event.importId()));
    }

    private ProducerRecord<String, byte[]> removed(Outcome.Removed removed) {
        return status(new MediaStatus(
                removed.event().key(),
                removed.event().mediaVersion(),
                MediaStatus.State.DELETED,
                removed.event().occurredAt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private Stream<ProducerRecord<String, byte[]>> refused(Outcome.Refused refused) {
        Optional<MediaEmbedded.Vectors> vectors =
                refused.event().filter(MediaEmbedded.Vectors.class::isInstance).map(MediaEmbedded.Vectors.class::cast);
        ProducerRecord<String, byte[]> deadLetter = deadLetters.of(
                refused.origin(),
                refused.refusal(),
                vectors.map(MediaEmbedded.Vectors::release).orElseGet(releases::live));
        // Without an event the version is unknown, and a status without it could hide that of a version which is well.
        return Stream.concat(
                Stream.of(deadLetter),
                vectors.filter(event -> isNews(refused.origin(), event)).map(event -> failed(refused, event)).stream());
    }

    /** An item is well while only its projection to a release nobody searches by default is not. */
    private boolean isNews(ConsumerRecord<byte[], byte[]> origin, MediaEmbedded.Vectors event) {
        return Projections.keyOf(origin).isEmpty() || event.release().equals(releases.live());
    }

    private ProducerRecord<String, byte[]> failed(Outcome.Refused refused, MediaEmbedded.Vectors event) {
        Refusal refusal = refused.refusal();
        String message = refusal.message();
        return status(new MediaStatus(
                event.key(),
                event.mediaVersion(),
                MediaStatus.State.FAILED,
                event.occurredAt(),
                embeddedAt(refused.origin()),
                Optional.empty(),
                Optional.of(new MediaStatus.Failure(
                        refusal.stage(),
                        refusal.reason(),
                        message.length() > MAX_MESSAGE_CHARS
                                ? message.substring(0, MAX_MESSAGE_CHARS) + "…"
                                : message)),
                Optional.of(event.release()),
                event.importId()));
    }

    private ProducerRecord<String, byte[]> status(MediaStatus status) {
        return new ProducerRecord<>(
                topics.status(), status.key().toString(), codecs.status().encode(status));
    }

    /** The embedder writes a vector and its own status in one transaction: the record's time is that of embedding. */
    private static Optional<Instant> embeddedAt(ConsumerRecord<byte[], byte[]> origin) {
        return Optional.of(Instant.ofEpochMilli(Math.max(0, origin.timestamp())));
    }
}
