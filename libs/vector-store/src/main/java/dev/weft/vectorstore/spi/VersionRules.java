package dev.weft.vectorstore.spi;

import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.WriteOutcome;
import java.util.Optional;

/**
 * The newest version wins, and at equal versions a deletion beats a put. As this order is total, any order of arrival and any number of
 * replays end in the same content.
 */
public final class VersionRules {

    private VersionRules() {}

    /** What becomes of a mutation of an item that is stored, or remembered as deleted, as said. */
    public static WriteOutcome decide(Optional<StoredVersion> stored, Mutation mutation) {
        return stored.isEmpty() || wins(mutation, stored.get()) ? WriteOutcome.APPLIED : WriteOutcome.STALE;
    }

    private static boolean wins(Mutation mutation, StoredVersion stored) {
        if (mutation.version() != stored.version()) {
            return mutation.version() > stored.version();
        }
        return !stored.deleted();
    }
}
