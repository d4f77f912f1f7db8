package dev.weft.gateway.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of any kind.
 *
 * @param text if the bytes are UTF-8; cut after 300 characters
 * @param hex the first 256 bytes
 * @param base64 all of them
 */
@Schema(name = "Bytes")
public record BytesView(int length, @Nullable String text, String hex, String base64) {

    private static final int HEX_BYTES = 256;
    private static final int TEXT_CHARS = 300;

    static BytesView of(byte[] bytes) {
        return new BytesView(
                bytes.length,
                text(bytes),
                HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, HEX_BYTES))),
                Base64.getEncoder().encodeToString(bytes));
    }

    private static @Nullable String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.length() > TEXT_CHARS ? text.substring(0, TEXT_CHARS) + "…" : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
