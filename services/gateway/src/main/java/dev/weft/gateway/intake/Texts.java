package dev.weft.gateway.intake;

import dev.weft.core.PartContent.InlineText;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text that is text: nothing is replaced silently. */
public final class Texts {

    private Texts() {}

    /**
     * Decodes UTF-8.
     *
     * @param what names the text in the message
     * @throws ProblemException {@code invalid_text} if a byte doesn't belong
     */
    static String decode(byte[] utf8, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(Reason.INVALID_TEXT, what + " is not valid UTF-8", e);
        }
    }

    /**
     * Refuses half a surrogate pair, which JSON can spell but UTF-8 cannot.
     *
     * @throws ProblemException {@code invalid_text}
     */
    static String requireUnicode(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new ProblemException(
                        Reason.INVALID_TEXT, what + " has half a surrogate pair at character " + (i + 1));
            }
        }
        return text;
    }

    /**
     * Checks a caption or a query.
     *
     * @throws ProblemException {@code invalid_text} or {@code text_too_long}
     */
    public static String requireEmbeddable(String text, String what) {
        requireUnicode(text, what);
        // A char is at most three bytes of UTF-8, so most texts need no encoding to be measured.
        if (text.length() > InlineText.MAX_UTF8_BYTES / 3) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > InlineText.MAX_UTF8_BYTES) {
                throw new ProblemException(
                        Reason.TEXT_TOO_LONG,
                        what + " may have up to " + InlineText.MAX_UTF8_BYTES + " bytes of UTF-8, got " + bytes);
            }
        }
        return text;
    }
}
