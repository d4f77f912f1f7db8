package dev.weft.rollout;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.rollout.projecting.Projection;
import java.util.List;

/**
 * Heads that turn a feature by as many dimensions as the release's number says: neighbours within a release are the same as in any other, and a vector
 * of one release is far from everything in another.
 */
record Rotation(int by) implements Projection {

    static Projection of(Release release) {
        return new Rotation(release.id().number());
    }

    static Embedding turn(ReleaseId release, Embedding feature) {
        return new Rotation(release.number()).turn(feature);
    }

    @Override
    public List<Embedding> project(Modality modality, List<Embedding> features) {
        return features.stream().map(this::turn).toList();
    }

    private Embedding turn(Embedding feature) {
        float[] turned = new float[feature.dimension()];
        for (int i = 0; i < turned.length; i++) {
            turned[(i + by) % turned.length] = feature.get(i);
        }
        // Stored features are rounded, and heads give unit norm.
        return Embedding.normalized(turned);
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
