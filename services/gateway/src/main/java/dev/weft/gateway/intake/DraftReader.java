package dev.weft.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes drafts of JSON and of forms. Safe for use by several threads. */
public final class DraftReader {

    private static final Set<String> FIELDS = Set.of("id", "uri", "caption", "family", "tags", "attributes");
    private static final Pattern STORED = Pattern.compile("object:///([A-Za-z0-9._~-]{1,128})/([0-9a-f]{64})");
    private static final Pattern WEB = Pattern.compile("https?:", Pattern.CASE_INSENSITIVE);
    private static final int MAX_FAMILY = 256;

    private final TenantId tenant;
    private final long maxFileBytes;

    public DraftReader(TenantId tenant, long maxFileBytes) {
        this.tenant = tenant;
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Reads an item's JSON.
     *
     * @throws ProblemException if it is no such item, with the reason
     */
    public Draft read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        return draft(
                fields.text("id"),
                fields.text("uri").map(this::picture),
                fields.text("caption"),
                fields.text("family"),
                fields.get("attributes"),
                fields.get("tags"));
    }

    /**
     * Reads a form.
     *
     * @throws ProblemException if it is no such item, with the reason
     */
    public Draft read(Form form) {
        return draft(
                form.text("id"),
                form.file().map(Picture.Bytes::new),
                form.text("caption"),
                form.text("family"),
                form.text("attributes").filter(DraftReader::notBlank).map(text -> Json.parse(text, "attributes")),
                form.text("tags").filter(DraftReader::notBlank).map(text -> Json.parse(text, "tags")));
    }

    private Draft draft(
            Optional<String> id,
            Optional<Picture> picture,
            Optional<String> caption,
            Optional<String> family,
            Optional<JsonNode> attributes,
            Optional<JsonNode> tags) {
        Optional<String> text =
                caption.map(value -> Texts.requireEmbeddable(value, "caption")).filter(DraftReader::notBlank);
        if (picture.isEmpty() && text.isEmpty()) {
            throw new ProblemException(Reason.NOTHING_TO_INDEX, "an item needs a picture or a caption, got neither");
        }
        return new Draft(
                id.map(Ids::media),
                picture,
                text,
                family.filter(Predicate.not(String::isEmpty)).map(DraftReader::requireFamily),
                AttributesReader.read(attributes, tags));
    }

    private Picture picture(String uri) {
        if (DataUri.is(uri)) {
            return new Picture.Bytes(DataUri.decode(uri, maxFileBytes));
        }
        Matcher stored = STORED.matcher(uri);
        // Another tenant's object is as unknown as one that never was.
        if (stored.matches() && stored.group(1).equals(tenant.value())) {
            return new Picture.Stored(new Sha256(stored.group(2)));
        }
        if (WEB.matcher(uri).lookingAt()) {
            return new Picture.Remote(uri);
        }
        throw new ProblemException(
                Reason.UNSUPPORTED_URI,
                "uri must be a data: URI, one the object store has given out (object:///…), or, where fetching is on, an"
                        + " http or https URL");
    }

    private static String requireFamily(String family) {
        if (family.length() > MAX_FAMILY) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    "family may have up to " + MAX_FAMILY + " characters, got " + family.length());
        }
        return family;
    }

    private static boolean notBlank(String text) {
        return !text.isBlank();
    }
}
