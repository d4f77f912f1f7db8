package dev.weft.rollout.projecting;

import dev.weft.core.Embedding;
import dev.weft.core.Feature;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * What an item's vectors are made from.
 *
 * @param features one per part, of the release's towers
 * @param hashes of the parts' contents, in the same order
 * @param made whether the towers have just run, so that the features are to be stored
 */
record Ingredients(List<Feature> features, List<Sha256> hashes, boolean made) {

    Ingredients {
        features = List.copyOf(features);
        hashes = List.copyOf(hashes);
    }

    /** Features that were stored, in the order of the item's parts. */
    static Ingredients stored(MediaEmbedded.Vectors item, List<Feature> features) {
        return new Ingredients(
                features,
                item.parts().stream().map(MediaEmbedded.PartVector::contentHash).toList(),
                false);
    }

    /** @param vectors one per feature, in the same order */
    List<MediaEmbedded.PartVector> parts(List<Embedding> vectors) {
        List<MediaEmbedded.PartVector> parts = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            parts.add(new MediaEmbedded.PartVector(
                    feature.key().part(), feature.modality(), hashes.get(i), vectors.get(i)));
        }
        return parts;
    }
}
