package dev.weft.vectorstore.milvus;

import java.util.List;

/** The fields of a row. */
final class Fields {

    static final String KEY = "pk";
    static final String TENANT = "tenant";
    static final String ITEM = "item";
    static final String KIND = "kind";
    static final String PART = "part";
    static final String POSITION = "position";
    static final String MODALITY = "modality";
    static final String VERSION = "version";
    static final String RELEASE = "release";
    static final String FAMILY = "family";
    static final String SPLIT = "split";
    static final String CONTENT_HASH = "content_hash";
    static final String ATTRIBUTES = "attributes";
    static final String LONG_TEXTS = "long_texts";
    static final String WRITTEN_AT = "written_at";
    static final String VECTOR = "vector";

    /** What Milvus allows in a VARCHAR and in a JSON value, in bytes. */
    static final int MAX_TEXT_BYTES = 65_535;

    /** Tenant and media id have up to 128 ASCII characters each. */
    static final int MAX_ITEM_BYTES = 257;

    static final int MAX_PART_BYTES = 512;
    static final int MAX_KEY_BYTES = 1024;
    static final int MAX_FAMILY_BYTES = 2048;
    static final int MAX_NAME_BYTES = 256;

    /** What says which rows there are of an item. The key says it all: every further field would cost the server another look-up in each row. */
    static final List<String> IDENTITY = List.of(KEY);

    /** What a whole item is made from. */
    static final List<String> WHOLE = List.of(
            KEY,
            ITEM,
            KIND,
            PART,
            POSITION,
            MODALITY,
            VERSION,
            RELEASE,
            FAMILY,
            CONTENT_HASH,
            ATTRIBUTES,
            LONG_TEXTS,
            VECTOR);

    private Fields() {}
}
