package dev.weft.rollout;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.ReleaseHeads;
import dev.weft.media.ObjectNotFoundException;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.ReleaseProjections;
import dev.weft.rollout.projecting.UnusableReleaseException;
import java.io.IOException;
import java.util.List;

/** The heads of releases from the object store, on the bundle's towers. */
final class HeadProjections implements ReleaseProjections {

    private final EmbeddingModel model;
    private final ReleaseHeads.Files files;

    /** @param model stays open as long as projections are used */
    HeadProjections(EmbeddingModel model, ReleaseHeads.Files files) {
        this.model = model;
        this.files = files;
    }

    @Override
    public Projection open(Release release) throws UnusableReleaseException, IOException {
        try {
            return new HeadProjection(ReleaseHeads.open(model, release, files));
        } catch (ModelBundleException | ObjectNotFoundException e) {
            throw new UnusableReleaseException(String.valueOf(e.getMessage()), e);
        }
    }

    private record HeadProjection(ReleaseHeads heads) implements Projection {

        @Override
        public List<Embedding> project(Modality modality, List<Embedding> features) {
            return heads.project(modality, features);
        }

        @Override
        public void close() {
            heads.close();
        }
    }
}
