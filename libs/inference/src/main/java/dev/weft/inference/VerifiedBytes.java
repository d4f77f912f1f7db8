package dev.weft.inference;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A bundle's file in native memory, its hash checked while it was read: the bytes that were hashed are the bytes that are used, and none of
 * them were on the heap.
 */
final class VerifiedBytes {

    private static final int BUFFER_BYTES = 256 * 1024;

    private VerifiedBytes() {}

    /**
     * Reads the file into memory of the arena.
     *
     * @throws ModelBundleException if it is missing, can't be read, or has another hash
     */
    static ByteBuffer read(BundleSource source, BundleFile file, Arena arena) {
        MessageDigest digest = sha256();
        MemorySegment bytes;
        try (InputStream stream = source.open(file)) {
            bytes = copy(stream, digest, arena);
        } catch (IOException e) {
            throw new ModelBundleException("the bundle's file " + file + " can't be read: " + e.getMessage(), e);
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(file.sha256().hex())) {
            throw new ModelBundleException(
                    "the bundle's file " + file + " must have sha256 " + file.sha256() + ", got " + actual);
        }
        return bytes.asByteBuffer();
    }

    /** Reads a small file to the heap; otherwise as {@link #read}. */
    static byte[] toHeap(BundleSource source, BundleFile file) {
        try (Arena arena = Arena.ofConfined()) {
            ByteBuffer buffer = read(source, file, arena);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }
    }

    private static MemorySegment copy(InputStream stream, MessageDigest digest, Arena arena) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        MemorySegment bytes = arena.allocate(BUFFER_BYTES);
        long size = 0;
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            digest.update(buffer, 0, read);
            if (size + read > bytes.byteSize()) {
                MemorySegment larger = arena.allocate(2 * bytes.byteSize());
                MemorySegment.copy(bytes, 0, larger, 0, size);
                bytes = larger;
            }
            MemorySegment.copy(buffer, 0, bytes, ValueLayout.JAVA_BYTE, size, read);
            size += read;
        }
        return bytes.asSlice(0, size);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256 (java.security.MessageDigest)", e);
        }
    }
}
