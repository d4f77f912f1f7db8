package dev.weft.gateway.releases;

import dev.weft.core.ReleaseId;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.vectorstore.VectorStore;
import java.util.Optional;

/**
 * Says where a query goes: to the collection that the space's alias names at this moment, with the heads of that collection's release; or to the release
 * that it names itself. Safe for use by several threads.
 */
public final class Targets {

    private final VectorStore store;
    private final ReleaseModels models;

    public Targets(VectorStore store, ReleaseModels models) {
        this.store = store;
        this.models = models;
    }

    /**
     * The live one, as the alias has it.
     *
     * @throws ProblemException {@code unavailable} if the heads of its release can't be had
     */
    public Target live() {
        Optional<String> collection = store.resolve(models.space());
        ReleaseId release = collection.map(Targets::releaseOf).orElseGet(models::live);
        return new Target(release, collection, models.of(release));
    }

    /**
     * The named one.
     *
     * @throws ProblemException {@code unknown_release} if it isn't indexed
     */
    public Target of(ReleaseId release) {
        if (!models.isIndexed(release)) {
            throw new ProblemException(
                    Reason.UNKNOWN_RELEASE,
                    "the releases that can be searched are " + models.indexed() + ", got "
                            + Quoted.of(release.toString()));
        }
        return new Target(release, store.resolve(release.collection()), models.of(release));
    }

    private static ReleaseId releaseOf(String collection) {
        return ReleaseId.ofCollection(collection)
                .orElseThrow(() -> new ProblemException(
                        StandardReason.INTERNAL, "the live collection " + Quoted.of(collection) + " is of no release"));
    }
}
