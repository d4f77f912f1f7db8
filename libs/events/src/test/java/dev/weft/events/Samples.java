package dev.weft.events;

import dev.weft.core.Anchor;
import dev.weft.core.Artifact;
import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.ContrastiveBatch;
import dev.weft.core.DeadLetter;
import dev.weft.core.DeadLetterId;
import dev.weft.core.DeadLetterReplay;
import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.Feedback;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.MediaStatus;
import dev.weft.core.Modality;
import dev.weft.core.Neighbours;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.PartKey;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import dev.weft.core.Stage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One event of each kind that uses every field: what the golden files hold. Never changed, only added to. */
final class Samples {

    static final KafkaSettings KAFKA = KafkaSettings.at("localhost:9092");

    private static final MediaKey KEY = MediaKey.of("default", "apple-1");
    private static final MediaKey PLUM = MediaKey.of("default", "plum-1");
    private static final Instant WHEN = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final Attributes ATTRIBUTES = Attributes.of(Map.of(
            "vendor", AttributeValue.of("noto"),
            "price", AttributeValue.of(19.5),
            "fresh", AttributeValue.of(true),
            "tags", AttributeValue.of(List.of("fruit", "rouge vif é 🍎"))));

    static final MediaEvent STORED = new MediaEvent.Stored(
            new MediaItem(
                    KEY,
                    1_763_892_930_123_456L,
                    "apple",
                    ATTRIBUTES,
                    List.of(
                            Part.image(new PartContent.StoredObject(
                                    URI.create("object:///default/" + Sha256.ofText("picture")),
                                    Sha256.ofText("picture"),
                                    "image/png",
                                    7)),
                            Part.caption("a red apple 🍎"))),
            MediaEvent.Kind.UPDATED,
            WHEN,
            Optional.of("import-1"));

    static final MediaEvent DELETED = new MediaEvent.Deleted(KEY, 1_763_892_930_123_457L, WHEN);

    static final Feature FEATURE = new Feature(
            new PartKey(KEY, "image"),
            "demo-759c3cd2/image",
            Modality.IMAGE,
            12,
            Embedding.of(0.5f, -0.5f, 0.5f, 0.5f));

    static final MediaEmbedded VECTORS = new MediaEmbedded.Vectors(
            KEY,
            12,
            new ReleaseId("catalog", 7),
            "apple",
            ATTRIBUTES,
            List.of(
                    new MediaEmbedded.PartVector(
                            "image", Modality.IMAGE, Sha256.ofText("picture"), Embedding.of(0.6f, -0.8f)),
                    new MediaEmbedded.PartVector(
                            "caption", Modality.TEXT, Sha256.ofText("a red apple"), Embedding.of(0, 1))),
            WHEN,
            Optional.of("import-1"));

    static final MediaEmbedded GONE = new MediaEmbedded.Deleted(KEY, 13, WHEN);

    static final MediaStatus FAILED = new MediaStatus(
            KEY,
            12,
            MediaStatus.State.FAILED,
            WHEN,
            Optional.of(WHEN.plusMillis(1)),
            Optional.empty(),
            Optional.of(new MediaStatus.Failure(Stage.DECODE, "truncated", "The file ends before its picture does.")),
            Optional.of(new ReleaseId("catalog", 7)),
            Optional.of("import-1"));

    static final MediaStatus SEARCHABLE = new MediaStatus(
            KEY,
            12,
            MediaStatus.State.SEARCHABLE,
            WHEN,
            Optional.of(WHEN.plusMillis(1)),
            Optional.of(WHEN.plusMillis(2)),
            Optional.empty(),
            Optional.of(new ReleaseId("catalog", 7)),
            Optional.empty());

    static final DeadLetter LETTER = new DeadLetter(
            Stage.READ,
            "bad_magic",
            "dev.weft.events.UndecodableRecordException",
            "the first byte must be 0x00, got 0x7b",
            new DeadLetter.Origin("weft.media", 3, 42, WHEN),
            Optional.of(new ReleaseId("catalog", 7)),
            2,
            WHEN.plusSeconds(1),
            "default/apple-1".getBytes(StandardCharsets.UTF_8),
            "{}".getBytes(StandardCharsets.UTF_8),
            Map.of("traceparent", new byte[] {1, 2, 3}));

    static final DeadLetterReplay REPLAY =
            new DeadLetterReplay(new DeadLetterId(2, 17), 3, WHEN.plusSeconds(2), "maria@ops", "weft.media", 3, 99);

    static final Release RELEASE = new Release(
            new ReleaseId("catalog", 7),
            Optional.of(new ReleaseId("catalog", 6)),
            9,
            new Release.Contents(
                    "demo",
                    new TreeMap<>(Map.of(Modality.IMAGE, "demo-759c3cd2/image", Modality.TEXT, "demo-759c3cd2/text")),
                    640,
                    new TreeMap<>(Map.of(Modality.IMAGE, artifact("head")))),
            new TreeMap<>(Map.of("report.json", artifact("report"))),
            new TreeMap<>(Map.of("in-domain.t2i.r@10", 41.25)),
            new Release.Standing(
                    ReleaseState.BACKFILLING,
                    "promoted against the gate",
                    "maria@ops",
                    Optional.of("the gate's set is too small"),
                    new Release.Progress(1_000, 3_822),
                    WHEN.plusSeconds(3)),
            WHEN);

    static final Feedback ASKED = new Feedback(
            "01JD-1",
            Feedback.Label.CLICKED,
            new Feedback.Query.Text("rouge vif é 🍎"),
            KEY,
            Optional.of(new ReleaseId("catalog", 7)),
            "shop",
            WHEN);

    static final Feedback PAIRED = new Feedback(
            "01JD-2",
            Feedback.Label.PAIR,
            new Feedback.Query.Item(MediaKey.of("default", "apple-2")),
            KEY,
            Optional.empty(),
            "",
            WHEN);

    static final ContrastiveBatch BATCH = new ContrastiveBatch(
            "01JD-3",
            new ReleaseId("catalog", 7),
            WHEN,
            Sha256.ofText("configuration"),
            List.of(
                    new ContrastiveBatch.Pair(
                            new PartKey(PLUM, "image"),
                            Modality.IMAGE,
                            new ContrastiveBatch.TextSide.Caption(new PartKey(PLUM, "caption")),
                            "plum",
                            0.5f,
                            3),
                    new ContrastiveBatch.Pair(
                            new PartKey(PLUM, "audio"),
                            Modality.AUDIO,
                            new ContrastiveBatch.TextSide.QueryText("crunch"),
                            "plum",
                            1,
                            3)),
            List.of(new ContrastiveBatch.Negative(
                    1,
                    new PartKey(MediaKey.of("default", "pear-1"), "caption"),
                    Modality.TEXT,
                    "pear",
                    2,
                    ContrastiveBatch.Source.READS_ALIKE)),
            List.of(new ContrastiveBatch.Mask(0, 1)));

    static final Anchor ANCHOR = new Anchor(
            "default/plum-1",
            PLUM,
            3,
            "image",
            Modality.IMAGE,
            new ContrastiveBatch.TextSide.Caption(new PartKey(PLUM, "caption")),
            Optional.of("une prune é"),
            "plum",
            Optional.of(new PartContent.StoredObject(
                    URI.create("object:///default/plum"), Sha256.ofText("plum"), "image/png", 4)),
            List.of(MediaKey.of("default", "pear-1")),
            Anchor.Origin.ITEM,
            WHEN);

    static final Anchor ASKED_ANCHOR = new Anchor(
            "default/plum-1?01JD-1",
            PLUM,
            3,
            "audio~0",
            Modality.AUDIO,
            new ContrastiveBatch.TextSide.QueryText("crunch"),
            Optional.empty(),
            "plum",
            Optional.empty(),
            List.of(),
            Anchor.Origin.CLICKED,
            WHEN);

    static final Neighbours NEIGHBOURS = new Neighbours(
            "default/plum-1",
            new ReleaseId("catalog", 7),
            WHEN,
            Sha256.ofText("configuration"),
            0.31f,
            List.of(new Neighbours.Candidate(
                    MediaKey.of("default", "pear-1"),
                    Optional.of(new Neighbours.Place(7, 0.25f)),
                    Optional.empty(),
                    Optional.of(new Neighbours.Place(1, 0.75f)),
                    Optional.empty(),
                    "kept")));

    private static Artifact artifact(String content) {
        return new Artifact(URI.create("object:///releases/" + content), Sha256.ofText(content), content.length());
    }

    /** @param file the golden file's name */
    record Sample<T>(String file, EventCodec<T> codec, T event) {
        @Override
        public String toString() {
            return file;
        }
    }

    private Samples() {}

    static List<Sample<?>> all() {
        return all(EventCodecs.open(KAFKA));
    }

    static List<Sample<?>> all(EventCodecs codecs) {
        return List.of(
                new Sample<>("media-stored.v1.bin", codecs.media(), STORED),
                new Sample<>("media-deleted.v1.bin", codecs.media(), DELETED),
                new Sample<>("feature.v1.bin", codecs.features(), FEATURE),
                new Sample<>("embedded-vectors.v1.bin", codecs.embeddings(), VECTORS),
                new Sample<>("embedded-deleted.v1.bin", codecs.embeddings(), GONE),
                new Sample<>("status-failed.v1.bin", codecs.status(), FAILED),
                new Sample<>("status-searchable.v1.bin", codecs.status(), SEARCHABLE),
                new Sample<>("dead-letter.v1.bin", codecs.deadLetters(), LETTER),
                new Sample<>("dead-letter-replay.v1.bin", codecs.replays(), REPLAY),
                new Sample<>("release.v1.bin", codecs.releases(), RELEASE),
                new Sample<>("feedback-text.v1.bin", codecs.feedback(), ASKED),
                new Sample<>("feedback-item.v1.bin", codecs.feedback(), PAIRED),
                new Sample<>("batch.v1.bin", codecs.batches(), BATCH),
                new Sample<>("anchor-item.v1.bin", codecs.anchors(), ANCHOR),
                new Sample<>("anchor-query.v1.bin", codecs.anchors(), ASKED_ANCHOR),
                new Sample<>("neighbours.v1.bin", codecs.neighbours(), NEIGHBOURS));
    }
}
