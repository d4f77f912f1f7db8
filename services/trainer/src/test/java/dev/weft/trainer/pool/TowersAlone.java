package dev.weft.trainer.pool;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import java.util.List;
import java.util.Optional;

/** A bundle without heads, whose towers nobody asks: the features are there. */
public final class TowersAlone implements Frozen {

    @Override
    public List<Embedding> textFeatures(List<String> texts) {
        throw new IllegalArgumentException("no text must be embedded here, got " + texts);
    }

    @Override
    public Side side(Modality modality, FeatureRows features) {
        return new Side(modality, features, Optional.empty());
    }
}
