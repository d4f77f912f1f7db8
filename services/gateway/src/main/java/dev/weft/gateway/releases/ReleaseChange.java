package dev.weft.gateway.releases;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.gateway.intake.Fields;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.util.Optional;
import java.util.Set;

/**
 * A person's wish about a release.
 *
 * @param reason why, if it is said
 * @param by who asks
 */
public record ReleaseChange(Optional<String> reason, String by) {

    private static final Set<String> FIELDS = Set.of("reason", "by");
    private static final String NOBODY = "anonymous";
    private static final int MAX_CHARS = 500;

    /** @throws ProblemException if it is no such wish */
    public static ReleaseChange read(ObjectNode json) {
        Fields fields = Fields.of(json, FIELDS);
        return new ReleaseChange(
                fields.text("reason").map(text -> text(text, "reason")),
                fields.text("by").map(text -> text(text, "by")).orElse(NOBODY));
    }

    private static String text(String text, String what) {
        if (text.isBlank() || text.length() > MAX_CHARS) {
            throw new ProblemException(
                    StandardReason.MALFORMED_REQUEST,
                    what + " must be 1 to " + MAX_CHARS + " characters, got " + text.length());
        }
        return text;
    }
}
