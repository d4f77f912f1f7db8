package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.ContrastiveBatch.TextSide;
import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.PartKey;

/**
 * An anchor whose text is a caption, with its vectors.
 *
 * @param textFamily of the item that the caption is of
 * @param caption normalised
 * @param positive cosine of its media and its text
 */
public record PairView(
        Anchor anchor,
        Embedding media,
        Embedding text,
        MediaKey textItem,
        String textFamily,
        String caption,
        double positive) {

    Firewall.Owners owners() {
        return new Firewall.Owners(anchor.item(), anchor.family(), textItem, textFamily);
    }

    /** The item whose caption an anchor's text is, when it is one. */
    static MediaKey textItem(Anchor anchor) {
        return anchor.text() instanceof TextSide.Caption(PartKey part) ? part.media() : anchor.item();
    }
}
