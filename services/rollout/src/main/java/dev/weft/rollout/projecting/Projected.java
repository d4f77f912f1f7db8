package dev.weft.rollout.projecting;

import dev.weft.core.Feature;
import dev.weft.core.FeatureKey;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.Refusal;
import java.util.List;

/** What became of a record. */
sealed interface Projected {

    /**
     * @param vectors of the projector's release
     * @param made the features of its towers, if they were not stored yet
     */
    record Done(Source.Item source, MediaEmbedded.Vectors vectors, List<Feature> made) implements Projected {
        public Done {
            made = List.copyOf(made);
        }
    }

    /** @param features of the release's towers that are stored beside the embedder's, and go with the item */
    record Deleted(Source.Deletion source, List<FeatureKey> features) implements Projected {
        public Deleted {
            features = List.copyOf(features);
        }
    }

    record Refused(Source.Item source, Refusal refusal) implements Projected {}

    record Skipped(Source.Why why) implements Projected {}
}
