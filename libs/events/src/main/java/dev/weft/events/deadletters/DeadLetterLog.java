package dev.weft.events.deadletters;

import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.events.ByteConsumer;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.UndecodableRecordException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the dlq topic. Each call opens a consumer and closes it, blocks for as long as the broker takes, and needs memory for one page and
 * a fetch of 1 MiB, however long the topic is. Safe for use by several threads. Calls throw a {@link org.apache.kafka.common.KafkaException} if the broker
 * does not answer.
 */
public final class DeadLetterLog {

    /** The most letters of a page. */
    public static final int MAX_PAGE = 1_000;

    /** After so many records a page ends, full or not, so that a caller who looks for what is rare gets an answer in between. */
    private static final int MAX_LOOKED_AT = 20_000;

    private final KafkaSettings settings;
    private final EventCodecs codecs;

    public DeadLetterLog(KafkaSettings settings, EventCodecs codecs) {
        this.settings = settings;
        this.codecs = codecs;
    }

    /**
     * The newest letters the viewer sees and the filter wants, newest first by the time of failure; within a partition by offset.
     *
     * @param start of an earlier page's {@link DeadLetterPage#next()}; absent for the first page
     * @param limit 1 to {@link #MAX_PAGE}
     */
    public DeadLetterPage page(Viewer viewer, DeadLetterFilter filter, Optional<PageCursor> start, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_PAGE + ", got " + limit);
        }
        try (ByteConsumer consumer = ByteConsumer.open(settings, IsolationLevel.READ_COMMITTED)) {
            Progress progress = new Progress();
            List<BackwardReader> readers = readers(consumer, viewer, filter, start, progress);
            List<DeadLetterSummary> letters = new ArrayList<>();
            while (letters.size() < limit && fill(readers, progress)) {
                Optional<BackwardReader> newest = readers.stream()
                        .filter(reader -> reader.peek().isPresent())
                        .max(Comparator.comparing(
                                reader -> reader.peek().orElseThrow().failedAt()));
                if (newest.isEmpty()) {
                    break;
                }
                letters.add(newest.get().take());
            }
            return new DeadLetterPage(letters, next(readers), progress.unreadable);
        }
    }

    /** The letter with this id, if there is one that can be read and that the viewer sees. */
    public Optional<DeadLetter> find(Viewer viewer, DeadLetterId id) {
        try (ByteConsumer consumer = ByteConsumer.open(settings, IsolationLevel.READ_COMMITTED)) {
            return find(consumer, viewer, id);
        }
    }

    Optional<DeadLetter> find(ByteConsumer consumer, Viewer viewer, DeadLetterId id) {
        String topic = settings.topics().deadLetters();
        TopicPartition partition = new TopicPartition(topic, id.partition());
        if (!consumer.partitions(topic).contains(partition)
                || id.offset() >= consumer.ends(Set.of(partition)).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        List<DeadLetter> found = new ArrayList<>();
        consumer.read(
                partition,
                id.offset(),
                id.offset() + 1,
                record -> decode(record).ifPresent(found::add));
        return found.stream().filter(viewer::sees).findFirst();
    }

    /** Makes sure that the next newest letter is known. @return whether it is: otherwise enough was looked at */
    private static boolean fill(List<BackwardReader> readers, Progress progress) {
        for (BackwardReader reader : readers) {
            while (reader.peek().isEmpty() && reader.canRead()) {
                if (progress.lookedAt >= MAX_LOOKED_AT) {
                    return false;
                }
                reader.readMore();
            }
        }
        return true;
    }

    private List<BackwardReader> readers(
            ByteConsumer consumer,
            Viewer viewer,
            DeadLetterFilter filter,
            Optional<PageCursor> start,
            Progress progress) {
        Set<TopicPartition> partitions = consumer.partitions(settings.topics().deadLetters());
        Map<TopicPartition, Long> ends = consumer.ends(partitions);
        Map<TopicPartition, Long> beginnings = beginnings(consumer, partitions, ends, filter);
        List<BackwardReader> readers = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long end = ends.getOrDefault(partition, 0L);
            long below = start.map(cursor -> Math.min(end, cursor.below().getOrDefault(partition.partition(), 0L)))
                    .orElse(end);
            readers.add(new BackwardReader(
                    consumer, partition, beginnings.getOrDefault(partition, 0L), below, record -> {
                        progress.lookedAt++;
                        Optional<DeadLetter> letter = decode(record);
                        progress.unreadable += letter.isEmpty() ? 1 : 0;
                        return letter.filter(viewer::sees)
                                .filter(filter::matches)
                                .map(found -> DeadLetterSummary.of(
                                        new DeadLetterId(record.partition(), record.offset()), found));
                    }));
        }
        return readers;
    }

    /** A letter is written after it failed, so none before the first record of that time is of it. */
    private static Map<TopicPartition, Long> beginnings(
            ByteConsumer consumer,
            Set<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            DeadLetterFilter filter) {
        if (filter.since().isEmpty()) {
            return consumer.beginnings(partitions);
        }
        Map<TopicPartition, Long> beginnings = new HashMap<>(ends);
        beginnings.putAll(
                consumer.firstSince(partitions, filter.since().orElseThrow().toEpochMilli()));
        return beginnings;
    }

    private static Optional<PageCursor> next(List<BackwardReader> readers) {
        Map<Integer, Long> below = new HashMap<>();
        readers.forEach(reader -> reader.position().ifPresent(offset -> below.put(reader.partition(), offset)));
        return below.isEmpty() ? Optional.empty() : Optional.of(new PageCursor(below));
    }

    private Optional<DeadLetter> decode(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(codecs.deadLetters().decode(record.value()));
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    private static final class Progress {
        private int lookedAt;
        private int unreadable;
    }
}
