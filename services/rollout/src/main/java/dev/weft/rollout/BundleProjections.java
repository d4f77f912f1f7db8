package dev.weft.rollout;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.inference.EmbeddingModel;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.ReleaseProjections;
import dev.weft.rollout.projecting.UnusableReleaseException;
import java.util.List;

/** The heads of releases that keep those of the bundle. */
final class BundleProjections implements ReleaseProjections {

    private final EmbeddingModel model;

    /** @param model stays open as long as projections are used */
    BundleProjections(EmbeddingModel model) {
        this.model = model;
    }

    @Override
    public Projection open(Release release) throws UnusableReleaseException {
        if (!release.contents().heads().isEmpty()) {
            throw new UnusableReleaseException(release.id() + " brings heads of its own for "
                    + release.contents().heads().keySet() + ", and only the bundle's can be run here");
        }
        return new BundleProjection(model);
    }

    private record BundleProjection(EmbeddingModel model) implements Projection {

        @Override
        public List<Embedding> project(Modality modality, List<Embedding> features) {
            return model.project(modality, features);
        }

        @Override
        public void close() {
            // The model is everybody's, and is closed with the rollout.
        }
    }
}
