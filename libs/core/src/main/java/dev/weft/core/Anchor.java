package dev.weft.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pair that the miner looks for negatives of: the value of the {@code anchors} topic. Its item is of a family of the split {@link Split#TRAIN}: one
 * that isn't can't be made. It holds no vectors, so that it serves every release: the index has those.
 *
 * @param id unique; the item's own pair has the item's key as its id
 * @param item whose picture or sound it is
 * @param mediaVersion of the item
 * @param mediaPart the name of the picture's or the sound's row
 * @param modality of that row, not text
 * @param caption the item's own caption, whatever it is paired with here
 * @param picture where the item's picture lies, when it has one
 * @param unrelated items of the same tenant that feedback called not relevant for this pair
 */
public record Anchor(
        String id,
        MediaKey item,
        long mediaVersion,
        String mediaPart,
        Modality modality,
        ContrastiveBatch.TextSide text,
        Optional<String> caption,
        String family,
        Optional<PartContent.StoredObject> picture,
        List<MediaKey> unrelated,
        Origin origin,
        Instant occurredAt) {

    /** Where a pair comes from. */
    public enum Origin {
        /** An item's own picture or sound, and its caption. */
        ITEM,
        /** A result that was chosen: a weak sign. */
        CLICKED,
        /** Two that somebody said belong together: a strong sign. */
        PAIR
    }

    public Anchor {
        Names.requireVersion(mediaVersion, item);
        Names.requireId("part", mediaPart);
        Names.requireTrain(family, item);
        if (!id.startsWith(item.toString())) {
            throw new IllegalArgumentException(
                    "an anchor's id must start with its item's key " + item + ", got '" + Shown.of(id) + "'");
        }
        if (modality == Modality.TEXT) {
            throw new IllegalArgumentException("an anchor's media part must not be a text, got one at " + item);
        }
        unrelated = List.copyOf(unrelated);
        for (MediaKey other : unrelated) {
            if (!other.tenant().equals(item.tenant())) {
                throw new IllegalArgumentException("an anchor must stay within a tenant, got two at " + item);
            }
        }
    }

    /** The key of the picture's or the sound's row. */
    public PartKey media() {
        return new PartKey(item, mediaPart);
    }
}
