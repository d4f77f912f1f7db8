package dev.weft.rollout.projecting;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.reinference.Reinference;
import java.util.List;
import java.util.Optional;

/** The heads of a release. Safe for use by several threads. */
public interface Projection extends AutoCloseable {

    /**
     * @param features unit norm, {@code [tower dimension]}, of the release's tower of this modality
     * @return one unit-norm vector {@code [the release's dimension]} per feature, in the same order
     * @throws RuntimeException if a graph fails, or a result is not finite
     */
    List<Embedding> project(Modality modality, List<Embedding> features);

    /** The release's towers, for items whose features are of others; empty if there are none to be run here. It is closed with this. */
    default Optional<Reinference> towers() {
        return Optional.empty();
    }

    @Override
    void close();
}
