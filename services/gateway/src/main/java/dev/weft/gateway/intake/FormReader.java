package dev.weft.gateway.intake;

import dev.weft.core.PartContent.InlineText;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;

/** Reads {@code multipart/form-data} as it streams in, with a cap on every part. Safe for use by several threads. */
public final class FormReader {

    private static final String FILE = "file";
    private static final Set<String> TEXTS = Set.of("id", "caption", "family", "attributes", "tags");

    private final long maxFileBytes;

    public FormReader(long maxFileBytes) {
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Reads the form to its end.
     *
     * @param contentType the request's, with the boundary
     * @throws ProblemException if it is no such form, with the reason
     * @throws IOException if the client goes away
     */
    public Form read(InputStream body, String contentType) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Optional<byte[]> file = Optional.empty();
        boolean fileSeen = false;
        try {
            FileItemInputIterator parts = MultipartStream.open(body, contentType);
            while (parts.hasNext()) {
                FileItemInput part = parts.next();
                String name = part.getFieldName();
                if (FILE.equals(name)) {
                    requireFirst(!fileSeen, name);
                    fileSeen = true;
                    file = file(part);
                } else if (name != null && TEXTS.contains(name)) {
                    requireFirst(texts.put(name, text(part, name)) == null, name);
                } else {
                    throw new ProblemException(
                            StandardReason.MALFORMED_REQUEST,
                            "unknown form field " + Quoted.of(String.valueOf(name))
                                    + "; known are attributes, caption, family, file, id, tags");
                }
            }
        } catch (FileUploadException e) {
            throw malformed(e);
        }
        return new Form(texts, file);
    }

    private Optional<byte[]> file(FileItemInput part) throws IOException {
        byte[] bytes = Bounded.read(part.getInputStream(), maxFileBytes, StandardReason.TOO_MANY_BYTES, "a file");
        if (bytes.length == 0) {
            // A browser sends an unused file field without a name and without bytes.
            if (part.getName() == null || part.getName().isEmpty()) {
                return Optional.empty();
            }
            throw new ProblemException(Reason.EMPTY, "the file has no bytes");
        }
        return Optional.of(bytes);
    }

    private static String text(FileItemInput part, String name) throws IOException {
        byte[] bytes = Bounded.read(part.getInputStream(), InlineText.MAX_UTF8_BYTES, Reason.TEXT_TOO_LONG, name);
        return Texts.decode(bytes, name);
    }

    private static void requireFirst(boolean first, String name) {
        if (!first) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "form field " + name + " is given twice");
        }
    }

    private static ProblemException malformed(IOException e) {
        return new ProblemException(
                StandardReason.MALFORMED_REQUEST, "the multipart form cannot be read to its end", e);
    }
}
