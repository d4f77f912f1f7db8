package dev.weft.gateway.encode;

import dev.weft.core.ReleaseId;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;

/**
 * The only model there is, by its names.
 *
 * @param id the bundle's, which says exactly what is served
 */
public record ServedModel(String id, ReleaseId release) {

    /** For clients that must send a name and don't care: whatever is served now. */
    public static final String ALIAS = "weft";

    /** @throws ProblemException {@code unknown_model} unless the name is one of this model's */
    public void require(String name) {
        if (!name.equals(id) && !name.equals(release.toString()) && !name.equals(ALIAS)) {
            throw new ProblemException(
                    Reason.UNKNOWN_MODEL,
                    "the model is " + id + ", also called " + release + " and " + ALIAS + ", got " + Quoted.of(name));
        }
    }
}
