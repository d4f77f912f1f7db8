package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Picks the change of each item that matters: stores are free to refuse two rows of one key in one call. */
final class Newest {

    private Newest() {}

    /** The newest version per item; at equal versions a deletion beats vectors, and else the later record. */
    static Collection<Incoming> perItem(List<Incoming> changes) {
        Map<MediaKey, Incoming> newest = new LinkedHashMap<>();
        for (Incoming change : changes) {
            newest.merge(change.event().key(), change, (old, young) -> wins(young.event(), old.event()) ? young : old);
        }
        return newest.values();
    }

    private static boolean wins(MediaEmbedded young, MediaEmbedded old) {
        return young.mediaVersion() == old.mediaVersion()
                ? young instanceof MediaEmbedded.Deleted || old instanceof MediaEmbedded.Vectors
                : young.mediaVersion() > old.mediaVersion();
    }
}
