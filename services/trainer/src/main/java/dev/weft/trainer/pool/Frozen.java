package dev.weft.trainer.pool;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import java.util.List;

/** The parts of the model that don't learn: towers, and the bundle's own heads. */
public interface Frozen {

    /** Features of texts, as the text tower gives them. */
    List<Embedding> textFeatures(List<String> texts);

    /** The features with what the bundle's own head makes of them, if it has one for the modality. */
    Side side(Modality modality, FeatureRows features);
}
