package dev.weft.sink.reconcile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries written one after the other and then read in the same order. The first ones stay in memory; when there are more than a buffer takes, they
 * go into a file that is gone with the process whatever becomes of it: where the system allows it, its name is removed as soon as it is open. For
 * one thread.
 */
final class Spool<T> implements AutoCloseable {

    /** Sixty-four of them per side are 1 MiB. */
    private static final int WRITE_BYTES = 8 * 1024;

    private static final int READ_BYTES = 64 * 1024;

    /** An entry has a key of up to 257 characters and some numbers; what is far above is a defect. */
    private static final int MAX_ENTRY_BYTES = 2 * 1024;

    private final Disk disk;
    private final Codec<T> codec;
    private @Nullable ByteBuffer buffer;
    private @Nullable FileChannel file;
    private long fileBytes;
    private long size;

    Spool(Disk disk, Codec<T> codec) {
        this.disk = disk;
        this.codec = codec;
    }

    /** How an entry is written. */
    interface Codec<T> {

        void write(T entry, ByteBuffer out);

        T read(ByteBuffer in);
    }

    /** Keys are ASCII: tenants and ids have no other characters. */
    static void putKey(String key, ByteBuffer out) {
        out.put(key.getBytes(StandardCharsets.US_ASCII));
    }

    /** The rest of the entry as a key. */
    static String getKey(ByteBuffer in) {
        byte[] key = new byte[in.remaining()];
        in.get(key);
        return new String(key, StandardCharsets.US_ASCII);
    }

    /** How many entries there are. */
    long size() {
        return size;
    }

    /** @throws ReconcileException if the disk is full or may not be used further */
    void add(T entry) {
        ByteBuffer out = buffer;
        if (out == null) {
            out = ByteBuffer.allocate(WRITE_BYTES);
            buffer = out;
        }
        if (out.remaining() < MAX_ENTRY_BYTES) {
            flush(out);
        }
        int start = out.position();
        out.position(start + Short.BYTES);
        codec.write(entry, out);
        out.putShort(start, (short) (out.position() - start - Short.BYTES));
        size++;
    }

    /** Gives all entries in their order. */
    void forEach(Consumer<? super T> work) {
        FileChannel from = file;
        if (from != null) {
            readFile(from, work);
        }
        ByteBuffer rest = buffer;
        if (rest != null) {
            read(rest.duplicate().flip(), work);
        }
    }

    private void readFile(FileChannel from, Consumer<? super T> work) {
        ByteBuffer in = ByteBuffer.allocate(READ_BYTES);
        for (long position = 0; position < fileBytes; ) {
            try {
                position += from.read(in, position);
            } catch (IOException e) {
                throw broken(e);
            }
            in.flip();
            read(in, work);
            in.compact();
        }
    }

    /** Gives the entries that are complete and leaves the buffer at the first that is not. */
    private void read(ByteBuffer in, Consumer<? super T> work) {
        while (in.remaining() >= Short.BYTES && in.remaining() - Short.BYTES >= in.getShort(in.position())) {
            int length = in.getShort();
            T entry = codec.read(in.slice(in.position(), length));
            in.position(in.position() + length);
            work.accept(entry);
        }
    }

    private void flush(ByteBuffer full) {
        full.flip();
        disk.take(full.remaining());
        try {
            FileChannel to = file;
            if (to == null) {
                to = create(disk.folder());
                file = to;
            }
            while (full.hasRemaining()) {
                fileBytes += to.write(full, fileBytes);
            }
        } catch (IOException e) {
            throw broken(e);
        }
        full.clear();
    }

    private static FileChannel create(Path folder) throws IOException {
        return FileChannel.open(
                folder.resolve("weft-reconcile-" + UUID.randomUUID() + ".tmp"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private ReconcileException broken(IOException e) {
        return new ReconcileException(
                "the temporary files in " + disk.folder()
                        + " can't be used; name another folder with weft.sink.reconcile.folder: " + e,
                e);
    }

    /** Drops the entries and gives the disk back. Idempotent. */
    @Override
    public void close() {
        buffer = null;
        FileChannel open = file;
        file = null;
        if (open != null) {
            disk.giveBack(fileBytes);
            fileBytes = 0;
            try {
                open.close();
            } catch (IOException e) {
                throw broken(e);
            }
        }
    }
}
