package dev.weft.vectorstore.lucene;

import dev.weft.core.Sha256;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;

/**
 * A text as a term that equals another's exactly when the texts are equal. Texts that are too long for a term become their hash; those with
 * unpaired surrogates, which UTF-8 can't tell apart, are kept in UTF-16. A leading byte keeps the three apart.
 */
final class TextTerm {

    private static final byte UTF_8 = 0;
    private static final byte UTF_16 = 1;
    private static final byte HASHED = 2;

    /** Far below Lucene's 32,766 bytes, because a filter compares labels, and long captions as terms would only make the index larger. */
    private static final int MAX_BYTES = 512;

    private TextTerm() {}

    static BytesRef of(String text) {
        byte form = UTF_8;
        byte[] bytes;
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
        } catch (CharacterCodingException e) {
            form = UTF_16;
            bytes = utf16(text);
        }
        if (bytes.length > MAX_BYTES) {
            form = HASHED;
            bytes = HexFormat.of().parseHex(Sha256.of(utf16(text)).hex());
        }
        return new BytesRef(
                ByteBuffer.allocate(bytes.length + 1).put(form).put(bytes).array());
    }

    /** Unlike {@link String#getBytes}, this replaces nothing. */
    private static byte[] utf16(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }
}
