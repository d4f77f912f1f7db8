package dev.weft.media;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A shared library (ELF, 64 bits, little-endian) that defines nothing. It satisfies the dynamic linker for a program that names a library but
 * never calls it: the symbols are looked up at the first call.
 */
final class EmptyLibrary {

    private static final int HEADER_BYTES = 64;
    private static final int SEGMENT_BYTES = 56;
    private static final int ENTRY_BYTES = 16;
    private static final int SYMBOL_BYTES = 24;
    private static final int HASH_BYTES = 16;
    private static final int NAMES_BYTES = 8;

    private static final int ENTRIES = 6;
    private static final int DYNAMIC_AT = HEADER_BYTES + 2 * SEGMENT_BYTES;
    private static final int HASH_AT = DYNAMIC_AT + ENTRIES * ENTRY_BYTES;
    private static final int SYMBOLS_AT = HASH_AT + HASH_BYTES;
    private static final int NAMES_AT = SYMBOLS_AT + SYMBOL_BYTES;
    private static final int BYTES = NAMES_AT + NAMES_BYTES;

    private static final short SHARED = 3;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int READ_WRITE = 6;

    private EmptyLibrary() {}

    static InputStream open(String platform) {
        ByteBuffer file = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        file.putShort(SHARED).putShort(machine(platform)).putInt(1).putLong(0).putLong(HEADER_BYTES);
        file.putLong(0).putInt(0).putShort((short) HEADER_BYTES).putShort((short) SEGMENT_BYTES);
        file.putShort((short) 2).position(HEADER_BYTES);
        segment(file, LOAD, 0, BYTES, 0x1000);
        segment(file, DYNAMIC, DYNAMIC_AT, HASH_AT - DYNAMIC_AT, Long.BYTES);
        // DT_HASH, DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_SYMENT, DT_NULL
        file.putLong(4).putLong(HASH_AT).putLong(5).putLong(NAMES_AT).putLong(6).putLong(SYMBOLS_AT);
        file.putLong(10).putLong(1).putLong(11).putLong(SYMBOL_BYTES).putLong(0).putLong(0);
        // One bucket, one symbol: the null symbol that every table begins with.
        file.putInt(1).putInt(1);
        return new ByteArrayInputStream(file.array());
    }

    private static void segment(ByteBuffer file, int type, long at, long length, long alignment) {
        file.putInt(type).putInt(READ_WRITE).putLong(at).putLong(at).putLong(at);
        file.putLong(length).putLong(length).putLong(alignment);
    }

    private static short machine(String platform) {
        return switch (platform) {
            case "linux-x86_64" -> 62;
            case "linux-arm64" -> 183;
            default ->
                throw new IllegalArgumentException(
                        "sound and video are decoded on linux-x86_64 and linux-arm64, got " + platform);
        };
    }
}
