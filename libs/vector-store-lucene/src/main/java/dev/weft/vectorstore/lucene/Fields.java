package dev.weft.vectorstore.lucene;

import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.vectorstore.AttributeType;
import java.util.Locale;
import org.apache.lucene.index.Term;

/**
 * The names of the index's fields. Those made from an attribute's name carry a prefix with a dot, and neither our own names nor an attribute's
 * have one, so that they can't collide. An attribute has one field per type, because Lucene wants one type per field.
 */
final class Fields {

    /** {@code tenant/mediaId}, on every document of an item: what the item is replaced by. */
    static final String KEY = "key";

    static final String TENANT = "tenant";

    /** The media version, on every document. */
    static final String VERSION = "version";

    /** Only on the documents that remember a deletion. */
    static final String TOMBSTONE = "tombstone";

    static final String TOMBSTONE_YES = "yes";

    /** {@code tenant/mediaId#part} of a row. */
    static final String PART = "part";

    static final String RELEASE = "release";

    /** The split of the item's family, on every row, for filters. */
    static final String SPLIT = "split";

    /** What is stored of the whole item, on the first of its rows. */
    static final String ITEM = "item";

    private Fields() {}

    static Term key(MediaKey key) {
        return new Term(KEY, key.toString());
    }

    /**
     * The field of a modality's vectors: each has its own, and thereby its own graph. A search within one modality then needs no filter, and a
     * graph isn't stretched over the gap that lies between the vectors of different modalities.
     */
    static String vector(Modality modality) {
        return "vector." + modality.wireName();
    }

    static String attribute(AttributeType type, String name) {
        return prefix(type) + name;
    }

    static String prefix(AttributeType type) {
        return type.name().toLowerCase(Locale.ROOT) + ".";
    }
}
