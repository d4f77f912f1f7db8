package dev.weft.testkit;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Embedding;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import dev.weft.core.MediaItem;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Part;
import dev.weft.core.PartContent;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Real values for tests: valid, small, and different where it matters. */
public final class TestObjects {

    /** The release that tests speak of. */
    public static final ReleaseId RELEASE = new ReleaseId("catalog", 1);

    /** When things happen. */
    public static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");

    private TestObjects() {}

    public static MediaKey key(String id) {
        return MediaKey.of("default", id);
    }

    public static Attributes attributes() {
        return Attributes.of(Map.of(
                "vendor", AttributeValue.of("noto"),
                "price", AttributeValue.of(19.5),
                "new", AttributeValue.of(true),
                "tags", AttributeValue.of(List.of("fruit", "red"))));
    }

    /** The claim check of these bytes, as a folder store would make it. */
    public static PartContent.StoredObject stored(MediaKey key, byte[] bytes, String contentType) {
        Sha256 hash = Sha256.of(bytes);
        return new PartContent.StoredObject(
                URI.create("object:///" + key.tenant() + "/" + hash), hash, contentType, bytes.length);
    }

    /** An item with a picture and a caption. */
    public static MediaItem item(String id, long version) {
        MediaKey key = key(id);
        return new MediaItem(
                key,
                version,
                "family-" + id,
                attributes(),
                List.of(
                        Part.image(stored(key, TestImages.png(id.hashCode()), "image/png")),
                        Part.caption("picture of " + id)));
    }

    /** An item that is only a caption. */
    public static MediaItem captioned(String id, long version, String caption) {
        return new MediaItem(key(id), version, id, Attributes.NONE, List.of(Part.caption(caption)));
    }

    public static MediaEvent uploaded(MediaItem item) {
        return new MediaEvent.Stored(item, MediaEvent.Kind.UPLOADED, NOW, Optional.empty());
    }

    public static MediaEvent deleted(String id, long version) {
        return new MediaEvent.Deleted(key(id), version, NOW);
    }

    /** Vectors for the item's parts, drawn with the seed. */
    public static MediaEmbedded embedded(MediaItem item, int dimension, long seed) {
        UnitVectors vectors = new UnitVectors(dimension, seed);
        List<MediaEmbedded.PartVector> parts = item.parts().stream()
                .map(part -> new MediaEmbedded.PartVector(
                        part.name(), part.modality(), part.content().sha256(), vectors.next()))
                .toList();
        return embedded(item, parts);
    }

    /** An item whose only part, its caption, lies at this vector. */
    public static MediaEmbedded embedded(String id, long version, Embedding vector) {
        MediaItem item = captioned(id, version, "caption of " + id);
        return embedded(
                item,
                List.of(new MediaEmbedded.PartVector(
                        Part.CAPTION, Modality.TEXT, Sha256.ofText("caption of " + id), vector)));
    }

    /** The same vectors, said to be of another release: where they lie is no matter to most. */
    public static MediaEmbedded.Vectors inRelease(MediaEmbedded event, ReleaseId release) {
        MediaEmbedded.Vectors vectors = (MediaEmbedded.Vectors) event;
        return new MediaEmbedded.Vectors(
                vectors.key(),
                vectors.mediaVersion(),
                release,
                vectors.family(),
                vectors.attributes(),
                vectors.parts(),
                vectors.occurredAt(),
                vectors.importId());
    }

    /** The first record of a release without files of its own, which is in this state already. */
    public static Release release(ReleaseId id, ReleaseState state, Release.Contents contents) {
        return new Release(
                id,
                Optional.empty(),
                1,
                contents,
                new TreeMap<>(),
                new TreeMap<>(),
                new Release.Standing(state, "a test", "test", Optional.empty(), Release.Progress.NONE, NOW),
                NOW);
    }

    public static MediaEmbedded embeddedDeleted(String id, long version) {
        return new MediaEmbedded.Deleted(key(id), version, NOW);
    }

    private static MediaEmbedded embedded(MediaItem item, List<MediaEmbedded.PartVector> parts) {
        return new MediaEmbedded.Vectors(
                item.key(), item.version(), RELEASE, item.family(), item.attributes(), parts, NOW, Optional.empty());
    }
}
