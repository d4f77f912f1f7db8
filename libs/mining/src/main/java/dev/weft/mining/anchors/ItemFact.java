package dev.weft.mining.anchors;

import dev.weft.core.Feedback;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaEvent;
import java.util.List;

/** What the join hears of an item. */
public sealed interface ItemFact {

    /** A version of it, or its deletion. */
    record Uploaded(MediaEvent event) implements ItemFact {}

    /** A tombstone on the media topic, which knows no version: all is forgotten. */
    record Forgotten() implements ItemFact {}

    /** Which rows a version has, or its deletion, whichever release it was said of. */
    record Embedded(EmbeddedRows rows) implements ItemFact {
        public static Embedded of(MediaEmbedded event) {
            return new Embedded(EmbeddedRows.of(event));
        }
    }

    /** All that is known of one query that concerns the item; not empty. */
    record Judged(List<Feedback> judgements) implements ItemFact {
        public Judged {
            judgements = List.copyOf(judgements);
        }
    }
}
