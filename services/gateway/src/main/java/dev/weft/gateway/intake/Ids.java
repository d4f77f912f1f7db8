package dev.weft.gateway.intake;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.MediaId;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import java.time.Instant;

/** Ids: the clients' own, checked, and ours, which are ULIDs: unique without coordination, and sorted by time. */
public final class Ids {

    private Ids() {}

    /**
     * Reads a client's media id.
     *
     * @throws ProblemException {@code invalid_id}
     */
    public static MediaId media(String id) {
        try {
            return new MediaId(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    Reason.INVALID_ID,
                    "an id must be 1 to 128 characters of A-Z a-z 0-9 . _ ~ - and not '.' or '..', got "
                            + Quoted.of(id),
                    e);
        }
    }

    /** A new media id; ids of one millisecond still sort in the order they were made in. */
    public static MediaId newMedia() {
        return new MediaId(newUlid());
    }

    /** A new import id. */
    public static String newImport() {
        return newUlid();
    }

    /**
     * Checks an import id, wherever it was made.
     *
     * @throws ProblemException {@code unknown_import}: what is no ULID was never given out
     */
    public static String requireImport(String id) {
        if (!Ulid.isValid(id)) {
            throw new ProblemException(
                    Reason.UNKNOWN_IMPORT, "an import's id comes from POST /v1/imports, got " + Quoted.of(id));
        }
        return Ulid.from(id).toString();
    }

    /** When an id of ours was made, to the millisecond. */
    public static Instant createdAt(String ulid) {
        return Ulid.getInstant(ulid);
    }

    /** A new id of a search, to be named by what is said of its result. */
    public static String newQuery() {
        return newUlid();
    }

    private static String newUlid() {
        return UlidCreator.getMonotonicUlid().toString();
    }
}
