package dev.weft.cli.catalog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a stream into lines of bytes. Bytes and not text, because one line that is no UTF-8 must not spoil the others; limited, because
 * a file without line ends must not fill the memory.
 */
final class LineSplitter implements AutoCloseable {

    /** A picture of 64 MiB as a {@code data:} URI, and a bit. */
    static final int MAX_LINE_BYTES = 96 << 20;

    private final InputStream in;
    private final int maxLineBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);

    LineSplitter(InputStream in, int maxLineBytes) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.maxLineBytes = maxLineBytes;
    }

    /** A line, or the fact that one was too long. */
    static final class Line {

        private final byte[] bytes;
        private final boolean tooLong;

        private Line(byte[] bytes, boolean tooLong) {
            this.bytes = bytes;
            this.tooLong = tooLong;
        }

        /** The line without its end; not copied; empty when it was too long. */
        byte[] bytes() {
            return bytes;
        }

        boolean isTooLong() {
            return tooLong;
        }

        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return !tooLong;
        }
    }

    /** The next line without its end, or empty at the end of the stream. */
    Optional<Line> next() throws IOException {
        line.reset();
        boolean tooLong = false;
        for (int b = in.read(); ; b = in.read()) {
            if (b == '\n') {
                break;
            }
            if (b < 0) {
                if (line.size() == 0 && !tooLong) {
                    return Optional.empty();
                }
                break;
            }
            if (line.size() == maxLineBytes) {
                tooLong = true;
            } else {
                line.write(b);
            }
        }
        return Optional.of(new Line(tooLong ? new byte[0] : line.toByteArray(), tooLong));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
