package dev.weft.gateway.intake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines of bytes, ended by LF or CRLF, each within a cap; the rest of a longer one is skipped without being held. Not thread-safe. */
public final class LineReader {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream in;
    private final int maxBytes;

    /** A line, or the fact that it was too long. */
    public sealed interface Line {

        /** @param value without its end */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Text(byte[] value) implements Line {}

        record TooLong() implements Line {}
    }

    public LineReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, BUFFER_BYTES);
        this.maxBytes = maxBytes;
    }

    /** The next line, or nothing at the end. */
    public Optional<Line> next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        while (b >= 0 && b != '\n') {
            if (line.size() < maxBytes) {
                line.write(b);
            } else {
                // A carriage return right at the cap belongs to the end of the line.
                tooLong |= b != '\r';
            }
            b = in.read();
        }
        return Optional.of(tooLong ? new Line.TooLong() : new Line.Text(withoutCarriageReturn(line.toByteArray())));
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? java.util.Arrays.copyOf(line, line.length - 1) : line;
    }
}
