package dev.weft.media;

import java.nio.ByteOrder;
import java.util.Optional;

/** One directory of a TIFF structure: the tags of a page, or of EXIF data in another format. Every value is known to lie within the file. */
final class TiffDirectory {

    private static final int ENTRY_BYTES = 12;
    private static final int HEADER_BYTES = 8;

    /** Sizes of the types 1 to 13 in bytes, from the specification; a type beyond is unknown. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final FileView file;
    private final long position;
    private final int entries;

    private TiffDirectory(FileView file, long position) {
        this.file = file;
        this.position = position;
        this.entries = file.u16(position);
        for (int i = 0; i < entries; i++) {
            valuePosition(entry(i));
        }
    }

    /** The first directory, or nothing if this is no TIFF structure. */
    static Optional<TiffDirectory> first(FileView view) {
        if (!view.startsWith(0, "II*\0") && !view.startsWith(0, "MM\0*")) {
            return Optional.empty();
        }
        FileView file = view.order(view.u8(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return Optional.of(new TiffDirectory(file, file.u32(Integer.BYTES)));
    }

    /** The directory after this one; a chain may be a circle, so the caller counts. */
    Optional<TiffDirectory> next() {
        long next = file.u32(entry(entries));
        return next < HEADER_BYTES ? Optional.empty() : Optional.of(new TiffDirectory(file, next));
    }

    boolean has(int tag) {
        return find(tag) >= 0;
    }

    /** How many numbers the tag holds; 0 without the tag. */
    long count(int tag) {
        long entry = find(tag);
        return entry < 0 ? 0 : file.u32(entry + 4);
    }

    /** The tag's number, or the default where there is no such tag. */
    long number(int tag, long absent) {
        return has(tag) ? number(tag, 0L, absent) : absent;
    }

    /** The tag's number at this index, or the default where there is no such number. */
    long number(int tag, long index, long absent) {
        long entry = find(tag);
        if (entry < 0 || index >= file.u32(entry + 4)) {
            return absent;
        }
        long values = valuePosition(entry);
        return switch (file.u16(entry + 2)) {
            case SHORT -> file.u16(values + index * Short.BYTES);
            case LONG -> file.u32(values + index * Integer.BYTES);
            default -> absent;
        };
    }

    /** The tag's values as bytes, whatever their type; the tag must be there. */
    FileView bytes(int tag) {
        long entry = find(tag);
        return file.slice(valuePosition(entry), valueBytes(entry));
    }

    private long entry(int index) {
        return position + Short.BYTES + (long) index * ENTRY_BYTES;
    }

    private long find(int tag) {
        for (int i = 0; i < entries; i++) {
            if (file.u16(entry(i)) == tag) {
                return entry(i);
            }
        }
        return -1;
    }

    /** Values of up to four bytes stand in the entry itself, others elsewhere in the file. */
    private long valuePosition(long entry) {
        long bytes = valueBytes(entry);
        long values = bytes <= Integer.BYTES ? entry + 8 : file.u32(entry + 8);
        if (!file.has(values, bytes)) {
            throw new MediaRejectedException(
                    Rejection.TRUNCATED,
                    "a tag's values must lie within the file, got " + bytes + " bytes from " + values);
        }
        return values;
    }

    private long valueBytes(long entry) {
        int type = file.u16(entry + 2);
        return file.u32(entry + 4) * (type < TYPE_BYTES.length ? TYPE_BYTES[type] : 1);
    }
}
