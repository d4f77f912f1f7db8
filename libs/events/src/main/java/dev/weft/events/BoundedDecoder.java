package dev.weft.events;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroTypeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder for one record in memory, which believes no declared length: a text, a byte string, an array or a map can't have more
 * elements than the record has bytes left. (Avro allocates what is declared, up to limits that hold for the whole JVM.)
 */
final class BoundedDecoder extends Decoder {

    private final ByteArrayInputStream bytes;
    private final BinaryDecoder decoder;

    BoundedDecoder(byte[] value, int offset) {
        bytes = new ByteArrayInputStream(value, offset, value.length - offset);
        decoder = DecoderFactory.get().directBinaryDecoder(bytes, null);
    }

    /** @throws IOException if bytes are left */
    void requireEnd() throws IOException {
        if (bytes.available() > 0) {
            throw new IOException("nothing may follow the record, got " + bytes.available() + " bytes more");
        }
    }

    private int length() throws IOException {
        long length = decoder.readLong();
        if (length < 0 || length > bytes.available()) {
            throw new EOFException("a declared length must be 0 to " + bytes.available() + ", got " + length);
        }
        return (int) length;
    }

    private byte[] sized() throws IOException {
        byte[] content = new byte[length()];
        decoder.readFixed(content, 0, content.length);
        return content;
    }

    /** Elements of our schemas, and of any schema worth the name, have at least one byte. */
    private long items() throws IOException {
        long count = decoder.readLong();
        if (count < 0) {
            long blockBytes = decoder.readLong();
            if (blockBytes < 0 || blockBytes > bytes.available()) {
                throw new EOFException("a block must have 0 to " + bytes.available() + " bytes, got " + blockBytes);
            }
            count = -count;
        }
        if (count < 0 || count > bytes.available()) {
            throw new EOFException("a block must have 0 to " + bytes.available() + " elements, got " + count);
        }
        return count;
    }

    private long skipped() throws IOException {
        // Skips one block with a known size, or tells how many elements there are to be skipped one by one.
        for (long count = decoder.readLong(); count != 0; count = decoder.readLong()) {
            if (count > 0) {
                if (count > bytes.available()) {
                    throw new EOFException("a block must have 0 to " + bytes.available() + " elements, got " + count);
                }
                return count;
            }
            decoder.skipFixed(length());
        }
        return 0;
    }

    @Override
    public void readNull() throws IOException {
        decoder.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return decoder.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return decoder.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return decoder.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return decoder.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return decoder.readDouble();
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) throws IOException {
        return new Utf8(sized());
    }

    @Override
    public String readString() throws IOException {
        return new String(sized(), StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        decoder.skipFixed(length());
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(sized());
    }

    @Override
    public void skipBytes() throws IOException {
        decoder.skipFixed(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        decoder.readFixed(target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        decoder.skipFixed(length);
    }

    @Override
    public int readEnum() throws IOException {
        return decoder.readEnum();
    }

    @Override
    public long readArrayStart() throws IOException {
        return items();
    }

    @Override
    public long arrayNext() throws IOException {
        return items();
    }

    @Override
    public long skipArray() throws IOException {
        return skipped();
    }

    @Override
    public long readMapStart() throws IOException {
        return items();
    }

    @Override
    public long mapNext() throws IOException {
        return items();
    }

    @Override
    public long skipMap() throws IOException {
        return skipped();
    }

    @Override
    public int readIndex() throws IOException {
        int index = decoder.readIndex();
        if (index < 0) {
            throw new AvroTypeException("the branch of a union must not be negative, got " + index);
        }
        return index;
    }
}
