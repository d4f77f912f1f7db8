package dev.weft.events.deadletters;

import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;
import dev.weft.events.ByteConsumer;
import dev.weft.events.CutLetters;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.Producers;
import dev.weft.events.deadletters.ReplayOutcome.Result;
import dev.weft.events.deadletters.ReplayRequest.Effect;
import dev.weft.events.deadletters.ReplayRequest.Repeat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes the records of dead letters to their topics again, once, and never over something newer.
 *
 * <p>A record is written with its own key, value and headers to its own partition, and with two more headers
 * ({@link dev.weft.events.DeadLetters#ATTEMPT_HEADER}, {@link dev.weft.events.DeadLetters#REPLAY_OF_HEADER}). When the broker has acknowledged it, a marker is
 * written to the topic of replays. A crash between the two means one more delivery at the next replay, which changes nothing: readers go by versions.
 *
 * <p>What has something newer under its key is left out. What somebody else writes in the moment between that look and the
 * replayed record is found by a second look, and written again after it.
 *
 * <p>Safe for use by several threads, which wait for each other. Calls block; they throw a {@link org.apache.kafka.common.KafkaException} if the broker does
 * not answer, and can then be repeated.
 */
public final class DeadLetterReplayer {

    /** Shares the two looks at the origin topics, and is done before somebody grows impatient. */
    private static final int GROUP = 100;

    private final KafkaSettings settings;
    private final Set<String> targets;
    private final DeadLetterLog log;
    private final ReplayMarkers markers;
    private final EventReader events;
    private final Clock clock;
    private final Lock oneAtATime = new ReentrantLock();

    /** @param targets the topics that may be written to: what a dead letter says of its origin is only a claim */
    public DeadLetterReplayer(KafkaSettings settings, EventCodecs codecs, Set<String> targets, Clock clock) {
        this.settings = settings;
        this.targets = Set.copyOf(targets);
        this.log = new DeadLetterLog(settings, codecs);
        this.markers = new ReplayMarkers(settings, codecs);
        this.events = new EventReader(settings.topics(), codecs);
        this.clock = clock;
    }

    /** What became of each letter, in the order of the request. */
    public List<ReplayOutcome> replay(Viewer viewer, ReplayRequest request) {
        List<ReplayOutcome> outcomes = new ArrayList<>();
        oneAtATime.lock();
        try (ByteConsumer letters = ByteConsumer.open(settings, IsolationLevel.READ_COMMITTED);
                ByteConsumer origins = ByteConsumer.open(settings, IsolationLevel.READ_UNCOMMITTED);
                Producer<byte[], byte[]> producer = Producers.idempotentBytes(settings, "weft-replay")) {
            ReplayWriter writer = new ReplayWriter(producer, markers, clock, request.by());
            List<DeadLetterId> ids = request.letters();
            for (int from = 0; from < ids.size(); from += GROUP) {
                List<DeadLetterId> group = ids.subList(from, Math.min(ids.size(), from + GROUP));
                outcomes.addAll(new Group(letters, origins, writer, viewer, request).replay(group));
            }
        } finally {
            oneAtATime.unlock();
        }
        return outcomes;
    }

    /** Letters that are looked at and replayed together. */
    private final class Group {

        private final ByteConsumer letters;
        private final ByteConsumer origins;
        private final ReplayWriter writer;
        private final Viewer viewer;
        private final ReplayRequest request;
        private final Newer newer;
        private final Map<DeadLetterId, ReplayOutcome> outcomes = new HashMap<>();

        Group(ByteConsumer letters, ByteConsumer origins, ReplayWriter writer, Viewer viewer, ReplayRequest request) {
            this.letters = letters;
            this.origins = origins;
            this.writer = writer;
            this.viewer = viewer;
            this.request = request;
            this.newer = new Newer(origins, events);
        }

        List<ReplayOutcome> replay(List<DeadLetterId> ids) {
            List<Placed> candidates = candidates(ids);
            Map<TopicPartition, Long> ends = endsOf(candidates);
            List<Placed> current = withoutSuperseded(candidates, ends);
            if (request.effect() == Effect.DRY_RUN) {
                current.forEach(
                        one -> settle(one.letter(), Result.REPLAYABLE, "would be written to " + one.partition()));
            } else {
                List<Placed> copies = new ArrayList<>();
                current.forEach(one -> write(one, ends).ifPresent(copies::add));
                putBack(copies);
            }
            return ids.stream().map(outcomes::get).toList();
        }

        private void settle(DeadLetterId letter, Result result, String detail) {
            outcomes.put(letter, ReplayOutcome.of(letter, result, detail));
        }

        private List<Placed> candidates(List<DeadLetterId> ids) {
            Map<DeadLetterId, DeadLetterReplay> before =
                    request.repeat() == Repeat.AGAIN ? Map.of() : markers.find(letters, ids);
            List<Placed> candidates = new ArrayList<>();
            for (DeadLetterId id : ids) {
                Optional<DeadLetter> letter = log.find(letters, viewer, id);
                Optional<DeadLetterReplay> done = Optional.ofNullable(before.get(id));
                if (letter.isEmpty()) {
                    settle(id, Result.UNKNOWN, "there is no such dead letter");
                } else if (done.isPresent()) {
                    outcomes.put(
                            id,
                            new ReplayOutcome(
                                    id,
                                    Result.ALREADY_REPLAYED,
                                    "was replayed " + done.get().at(),
                                    done));
                } else {
                    candidate(id, letter.get()).ifPresent(candidates::add);
                }
            }
            return candidates;
        }

        private Optional<Placed> candidate(DeadLetterId id, DeadLetter letter) {
            DeadLetter.Origin origin = letter.origin();
            TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
            if (!targets.contains(origin.topic())) {
                settle(id, Result.REFUSED, "its topic is not one of those that are replayed to");
                return Optional.empty();
            }
            if (!origins.partitions(origin.topic()).contains(partition)) {
                settle(id, Result.REFUSED, "its topic has no partition " + origin.partition());
                return Optional.empty();
            }
            OptionalLong recordBytes = CutLetters.recordBytes(letter);
            if (recordBytes.isPresent()) {
                settle(
                        id,
                        Result.REFUSED,
                        "it has only the beginning of its record of " + recordBytes.getAsLong()
                                + " bytes: write the record anew from where it came from");
                return Optional.empty();
            }
            return Optional.of(new Placed(
                    id,
                    partition,
                    Placed.hash(letter.key()),
                    Placed.hash(letter.value()),
                    events.version(origin.topic(), letter.value()),
                    origin.offset(),
                    Long.MAX_VALUE));
        }

        private Map<TopicPartition, Long> endsOf(List<Placed> placed) {
            return origins.ends(
                    placed.stream().map(Placed::partition).collect(java.util.stream.Collectors.toUnmodifiableSet()));
        }

        private List<Placed> withoutSuperseded(List<Placed> candidates, Map<TopicPartition, Long> ends) {
            List<Placed> placed = candidates.stream()
                    .map(one -> one.after() < ends.getOrDefault(one.partition(), 0L)
                            ? one
                            // The topic was made anew since: all of it came later.
                            : one.between(-1, Long.MAX_VALUE))
                    .toList();
            Map<Placed, ConsumerRecord<byte[], byte[]>> found = newer.find(placed, ends);
            found.forEach((one, record) -> settle(one.letter(), Result.SUPERSEDED, supersededBy(record)));
            return placed.stream().filter(one -> !found.containsKey(one)).toList();
        }

        private String supersededBy(ConsumerRecord<byte[], byte[]> record) {
            OptionalLong version = events.version(record.topic(), record.value());
            return "its key has a newer record, " + record.topic() + "-" + record.partition() + "@" + record.offset()
                    + (version.isPresent() ? " with version " + version.getAsLong() : "");
        }

        /** @return the copy, and between which offsets something newer may have come since the first look */
        private Optional<Placed> write(Placed one, Map<TopicPartition, Long> ends) {
            Optional<DeadLetter> letter = log.find(letters, viewer, one.letter());
            if (letter.isEmpty()) {
                settle(one.letter(), Result.UNKNOWN, "it has just expired");
                return Optional.empty();
            }
            ReplayOutcome outcome = writer.write(one.letter(), letter.get());
            outcomes.put(one.letter(), outcome);
            return outcome.replay()
                    .map(replay -> one.between(ends.getOrDefault(one.partition(), 0L) - 1, replay.offset()));
        }

        /** Each round looks only at what came during the one before, so it ends as soon as nobody writes the same keys. */
        private void putBack(List<Placed> copies) {
            List<Placed> unsure = copies;
            while (!unsure.isEmpty()) {
                Map<TopicPartition, Long> ends = endsOf(unsure);
                List<Placed> again = new ArrayList<>();
                newer.find(unsure, ends).forEach((copy, covered) -> {
                    long offset = writer.writeAgain(covered);
                    settle(copy.letter(), Result.SUPERSEDED, supersededBy(covered));
                    again.add(new Placed(
                            copy.letter(),
                            copy.partition(),
                            copy.key(),
                            Placed.hash(covered.value()),
                            events.version(covered.topic(), covered.value()),
                            // What lies before the copy was looked at, and the copy itself is ours.
                            copy.before(),
                            offset));
                });
                unsure = again;
            }
        }
    }
}
