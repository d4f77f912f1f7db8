package dev.weft.vectorstore.milvus;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.AttributeType;
import java.nio.charset.StandardCharsets;

/**
 * Primary keys: {@code tenant/id!version!part}. The version has a fixed width, and {@code !} sorts before all that an id may hold, so that keys
 * sort as items do, and the rows of an item stand together. A deletion has no part; attributes are remembered under keys that sort before all items.
 */
final class RowKey {

    private static final String ATTRIBUTE = "!attribute!";

    /** Sorts behind everything that follows an item's or an attribute's mark. */
    private static final String LAST = "!~";

    private static final char MARK = '!';

    /** As many as the largest version has. */
    private static final int VERSION_DIGITS = 19;

    private static final int DECIMAL = 10;

    private RowKey() {}

    static String of(MediaKey item, long version, String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException(
                    "a part must have a name, got none in version " + version + " of " + item);
        }
        String key = ofTombstone(item, version) + part(part);
        if (bytes(key) > Fields.MAX_KEY_BYTES) {
            throw new IllegalArgumentException("the key of a row may have up to " + Fields.MAX_KEY_BYTES
                    + " bytes, got " + bytes(key) + " for " + item);
        }
        return key;
    }

    static String ofTombstone(MediaKey item, long version) {
        if (version < 0) {
            throw new IllegalArgumentException("a version must not be negative, got " + version + " for " + item);
        }
        return "%s!%019d!".formatted(item, version);
    }

    /** What the key of an item's row says. */
    static RowId read(String key) {
        int mark = key.indexOf(MARK);
        int part = mark + 1 + VERSION_DIGITS + 1;
        if (mark <= 0 || key.length() < part) {
            throw new IllegalStateException("a row must have the key of an item's row, got '" + key + "'");
        }
        return new RowId(
                key, key.substring(0, mark), Long.parseLong(key, mark + 1, part - 1, DECIMAL), key.length() == part);
    }

    /** A part's name as it is stored. */
    static String part(String name) {
        String part = SafeText.encode(name);
        if (bytes(part) > Fields.MAX_PART_BYTES) {
            throw new IllegalArgumentException("the name of a part may have up to " + Fields.MAX_PART_BYTES
                    + " bytes when stored, got " + bytes(part));
        }
        return part;
    }

    static String ofAttribute(String name, AttributeType type) {
        return ATTRIBUTE + type + "!" + name;
    }

    static AttributeType attributeType(String key) {
        return AttributeType.valueOf(key.substring(ATTRIBUTE.length(), key.lastIndexOf('!')));
    }

    static String attributeName(String key) {
        return key.substring(key.lastIndexOf('!') + 1);
    }

    /** Sorts behind all rows of this item and before those of the next. */
    static String after(MediaKey item) {
        return item + LAST;
    }

    /** Sorts before all rows of all items. */
    static String beforeItems() {
        return LAST;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
