package dev.weft.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a file, read by position. A position outside is the file's fault, and said so. Not thread-safe: it holds a byte order. */
final class FileView {

    private final ByteBuffer bytes;

    FileView(byte[] bytes, ByteOrder order) {
        this(ByteBuffer.wrap(bytes).order(order));
    }

    private FileView(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** A part of this file as a file of its own, in the same byte order. */
    FileView slice(long from, long length) {
        return new FileView(bytes.slice(at(from, length), (int) length).order(bytes.order()));
    }

    FileView order(ByteOrder order) {
        return new FileView(bytes.duplicate().order(order));
    }

    long length() {
        return bytes.limit();
    }

    boolean has(long position, long count) {
        return position >= 0 && count >= 0 && position <= bytes.limit() - count;
    }

    int u8(long position) {
        return bytes.get(at(position, 1)) & 0xff;
    }

    int u16(long position) {
        return bytes.getShort(at(position, Short.BYTES)) & 0xffff;
    }

    /** Three bytes, little-endian whatever the order: only WebP has such. */
    int u24LittleEndian(long position) {
        return u8(position) | (u8(position + 1) << 8) | (u8(position + 2) << 16);
    }

    int i32(long position) {
        return bytes.getInt(at(position, Integer.BYTES));
    }

    long u32(long position) {
        return i32(position) & 0xffff_ffffL;
    }

    long i64(long position) {
        return bytes.getLong(at(position, Long.BYTES));
    }

    /** Four characters, as chunks are named. */
    String tag(long position) {
        byte[] name = new byte[4];
        bytes.get(at(position, name.length), name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    /** The first position from here on that holds the byte. */
    long indexOf(int value, long from) {
        long at = from;
        while (u8(at) != value) {
            at++;
        }
        return at;
    }

    boolean startsWith(long position, String ascii) {
        if (!has(position, ascii.length())) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (u8(position + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The bytes themselves, for a checksum. */
    ByteBuffer buffer(long from, long length) {
        return bytes.slice(at(from, length), (int) length);
    }

    /** A copy of all of them. */
    byte[] bytes() {
        byte[] copy = new byte[bytes.limit()];
        bytes.get(0, copy);
        return copy;
    }

    /** Rejects the file as cut off unless it has these bytes. */
    void require(long position, long count) {
        if (!has(position, count)) {
            throw new MediaRejectedException(
                    Rejection.TRUNCATED,
                    "the file must go on to byte " + (position + count) + ", got " + bytes.limit() + " bytes");
        }
    }

    private int at(long position, long count) {
        require(position, count);
        return (int) position;
    }
}
