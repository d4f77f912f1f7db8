package dev.weft.rollout.projecting;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import java.util.List;

/** The heads of a release. Safe for use by several threads. */
public interface Projection extends AutoCloseable {

    /**
     * @param features unit norm, {@code [tower dimension]}, of the release's tower of this modality
     * @return one unit-norm vector {@code [the release's dimension]} per feature, in the same order
     * @throws RuntimeException if a graph fails, or a result is not finite
     */
    List<Embedding> project(Modality modality, List<Embedding> features);

    @Override
    void close();
}
