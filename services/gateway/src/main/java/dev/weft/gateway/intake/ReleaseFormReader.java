package dev.weft.gateway.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Modality;
import dev.weft.gateway.problem.Quoted;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;

/** Reads the {@code multipart/form-data} of a release as it streams in, with a cap on all of it. Safe for use by several threads. */
public final class ReleaseFormReader {

    private static final String RELEASE = "release";
    private static final String BY = "by";

    /** A model card with the curve of thousands of steps is smaller. As a tree it takes many times as much. */
    private static final int MAX_TEXT_BYTES = 1 << 20;

    private static final Set<String> FILES =
            Arrays.stream(Modality.values()).map(Modality::wireName).collect(Collectors.toUnmodifiableSet());

    private final long maxBytes;

    /** @param maxBytes of all parts together */
    public ReleaseFormReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the form to its end.
     *
     * @param contentType the request's, with the boundary
     * @throws ProblemException if it is no such form, with the reason
     * @throws IOException if the client goes away
     */
    public ReleaseForm read(InputStream body, String contentType) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        long left = maxBytes;
        try {
            FileItemInputIterator items = MultipartStream.open(body, contentType);
            while (items.hasNext()) {
                FileItemInput item = items.next();
                String name = known(item.getFieldName());
                long most = FILES.contains(name) ? left : Math.min(left, MAX_TEXT_BYTES);
                byte[] bytes =
                        Bounded.read(item.getInputStream(), most, StandardReason.TOO_MANY_BYTES, "the field " + name);
                left -= bytes.length;
                if (parts.put(name, bytes) != null) {
                    throw new ProblemException(
                            StandardReason.MALFORMED_REQUEST, "form field " + name + " is given twice");
                }
            }
        } catch (FileUploadException e) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST, "the multipart form cannot be read to its end", e);
        }
        ObjectNode release = Json.parseObject(Optional.ofNullable(parts.remove(RELEASE))
                .orElseThrow(() -> new ProblemException(
                        StandardReason.MALFORMED_REQUEST, "the form must have the field release, a JSON object")));
        Optional<String> by = Optional.ofNullable(parts.remove(BY)).map(text -> Texts.decode(text, BY));
        return new ReleaseForm(release, by, parts);
    }

    private static String known(@Nullable String name) {
        if (name == null || !(name.equals(RELEASE) || name.equals(BY) || FILES.contains(name))) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "unknown form field " + Quoted.of(String.valueOf(name)) + "; known are by, release, and "
                            + String.join(", ", FILES.stream().sorted().toList()) + " for heads");
        }
        return name;
    }
}
