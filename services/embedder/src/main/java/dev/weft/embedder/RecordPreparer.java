package dev.weft.embedder;

import dev.weft.core.MediaEvent;
import dev.weft.core.Part;
import dev.weft.core.PartContent.InlineText;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.Refusal;
import dev.weft.core.Sha256;
import dev.weft.core.Stage;
import dev.weft.events.EventCodec;
import dev.weft.events.UndecodableRecordException;
import dev.weft.inference.EmbeddingModel;
import dev.weft.media.MediaRejectedException;
import dev.weft.media.ObjectNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads one record and makes its parts ready for their towers. Safe for use by several threads. */
final class RecordPreparer {

    private final EventCodec<MediaEvent> codec;
    private final EmbeddingModel model;
    private final PicturePreparer pictures;
    private final AvPreparer av;
    private final RecentVectors recent;

    RecordPreparer(
            EventCodec<MediaEvent> codec,
            EmbeddingModel model,
            PicturePreparer pictures,
            AvPreparer av,
            RecentVectors recent) {
        this.codec = codec;
        this.model = model;
        this.pictures = pictures;
        this.av = av;
        this.recent = recent;
    }

    /**
     * Everything that is wrong with the record itself ends as {@link PreparedRecord.Refused}.
     *
     * @throws IOException if the object store can't be read now: try again
     * @throws InterruptedException if the thread is interrupted while it waits for memory
     */
    PreparedRecord prepare(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        if (record.value() == null) {
            return refused(
                    record,
                    Optional.empty(),
                    Stage.READ,
                    UndecodableRecordException.Reason.NULL_VALUE.word(),
                    new IllegalArgumentException("a deletion is an event of its own here, got no value"));
        }
        MediaEvent event;
        try {
            event = codec.decode(record.value());
        } catch (UndecodableRecordException e) {
            return refused(record, Optional.empty(), Stage.READ, e.reason().word(), e);
        }
        Optional<MediaEvent.Stored> stored =
                event instanceof MediaEvent.Stored known ? Optional.of(known) : Optional.empty();
        if (!hasKey(record, event.key().toString())) {
            // Order per item and compaction both go by the key, so a record under another one would break them
            // silently.
            return refused(
                    record,
                    Optional.empty(),
                    Stage.READ,
                    Reasons.KEY_MISMATCH,
                    new IllegalArgumentException("the record's key must be that of its item, " + event.key()));
        }
        return switch (event) {
            case MediaEvent.Deleted deleted -> new PreparedRecord.Gone(record, deleted);
            case MediaEvent.Stored item -> prepareParts(record, stored.orElse(item));
        };
    }

    private PreparedRecord prepareParts(ConsumerRecord<byte[], byte[]> record, MediaEvent.Stored event)
            throws IOException, InterruptedException {
        List<PreparedPart> parts = new ArrayList<>();
        for (Part part : event.item().parts()) {
            Stage stage = Stage.FETCH;
            try {
                Optional<String> unsupported = av.unsupported(part.modality());
                if (unsupported.isPresent()) {
                    return refused(
                            record,
                            Optional.of(event),
                            Stage.DECODE,
                            Reasons.UNSUPPORTED_MODALITY,
                            new IllegalArgumentException(unsupported.get()));
                }
                switch (part.content()) {
                    case InlineText text -> {
                        stage = Stage.DECODE;
                        if (text.text().getBytes(StandardCharsets.UTF_8).length > InlineText.MAX_UTF8_BYTES) {
                            return refused(
                                    record,
                                    Optional.of(event),
                                    stage,
                                    Reasons.TEXT_TOO_LONG,
                                    new IllegalArgumentException("a text has at most " + InlineText.MAX_UTF8_BYTES
                                            + " bytes of UTF-8, got more in part " + part.name()));
                        }
                        parts.add(prepareText(part, text));
                    }
                    case StoredObject object -> {
                        byte[] bytes = pictures.fetch(object);
                        stage = Stage.DECODE;
                        switch (part.modality()) {
                            case AUDIO -> parts.addAll(timed(part, av.sound(part.name(), bytes)));
                            case VIDEO -> parts.addAll(timed(part, av.video(part.name(), bytes)));
                            case IMAGE, TEXT -> parts.add(preparePicture(part, bytes));
                        }
                    }
                }
            } catch (ObjectNotFoundException e) {
                return refused(record, Optional.of(event), Stage.FETCH, Reasons.OBJECT_NOT_FOUND, e);
            } catch (MediaRejectedException e) {
                return refused(record, Optional.of(event), stage, e.reason().word(), e);
            } catch (RuntimeException e) {
                // A defect of ours that this content meets: it must not stop the partition.
                return refused(record, Optional.of(event), stage, Reasons.UNEXPECTED_ERROR, e);
            }
        }
        if (parts.isEmpty()) {
            return refused(
                    record,
                    Optional.of(event),
                    Stage.DECODE,
                    Reasons.NOTHING_TO_EMBED,
                    new IllegalArgumentException("the file has nothing that the model's towers " + model.modalities()
                            + " take, such as a video without sound"));
        }
        return new PreparedRecord.Ready(record, event, parts);
    }

    private PreparedPart prepareText(Part part, InlineText text) {
        ContentKey key = new ContentKey(part.modality(), text.sha256());
        return recent.find(key)
                .<PreparedPart>map(vectors -> new PreparedPart.Known(part, key, vectors))
                .orElseGet(() -> new PreparedPart.Pending(part, key, model.prepare(text.text())));
    }

    /** The store has checked the bytes against the hash, so the claimed hash is the true one. */
    private PreparedPart preparePicture(Part part, byte[] bytes) throws InterruptedException {
        ContentKey key = new ContentKey(part.modality(), part.content().sha256());
        Optional<PartVectors> known = recent.find(key);
        if (known.isPresent()) {
            return new PreparedPart.Known(part, key, known.get());
        }
        return new PreparedPart.Pending(part, key, pictures.decode(bytes));
    }

    /** Windows of one file have vectors of their own, so each has a key of its own. */
    private List<PreparedPart> timed(Part whole, List<AvPreparer.Cut> cuts) {
        List<PreparedPart> parts = new ArrayList<>();
        for (AvPreparer.Cut cut : cuts) {
            ContentKey key = new ContentKey(
                    cut.modality(), Sha256.ofText(whole.content().sha256().hex() + " " + cut.part()));
            Part part = new Part(cut.part(), cut.modality(), whole.content());
            parts.add(recent.find(key)
                    .<PreparedPart>map(vectors -> new PreparedPart.Known(part, key, vectors))
                    .orElseGet(() -> new PreparedPart.Pending(part, key, cut.input())));
        }
        return parts;
    }

    private static boolean hasKey(ConsumerRecord<byte[], byte[]> record, String expected) {
        return record.key() != null && Arrays.equals(record.key(), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static PreparedRecord refused(
            ConsumerRecord<byte[], byte[]> record,
            Optional<MediaEvent.Stored> event,
            Stage stage,
            String reason,
            Exception cause) {
        return new PreparedRecord.Refused(record, event, new Refusal(stage, reason, cause));
    }
}
