package dev.weft.media;

import dev.weft.core.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A new file whose hash is taken while it is written. For one thread. */
final class HashingFile implements AutoCloseable {

    private final FileChannel channel;
    private long sizeBytes;

    private HashingFile(FileChannel channel) {
        this.channel = channel;
    }

    static HashingFile create(Path path) throws IOException {
        return new HashingFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Copies the stream to its end and returns the hash of what was written. */
    Sha256 write(InputStream bytes) throws IOException {
        return Sha256.of(new Tee(bytes));
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** Waits until the bytes are on the disk. */
    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Writes whatever the reader of the hash pulls through it. */
    private final class Tee extends InputStream {

        private final InputStream source;

        private Tee(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = source.read(buffer, offset, length);
            if (read > 0) {
                ByteBuffer chunk = ByteBuffer.wrap(buffer, offset, read);
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
                sizeBytes += read;
            }
            return read;
        }
    }
}
