package dev.weft.inference;

import dev.weft.core.Modality;
import dev.weft.core.Sha256;

/** A tower as a bundle describes it. */
sealed interface TowerSpec permits ImageTowerSpec, TextTowerSpec, AudioTowerSpec {

    int ID_DIGITS = 16;

    Modality modality();

    BundleFile model();

    /** The name of the graph's output that is read. */
    String output();

    /** Of the feature. */
    int dimension();

    /**
     * Everything that decides what the tower says of an input, as text that never changes for the same tower: stored features are compared by
     * its hash.
     */
    String identity();

    /** The modality and a hash of {@link #identity()}. */
    default String id() {
        return modality().wireName() + "-" + Sha256.ofText(identity()).hex().substring(0, ID_DIGITS);
    }
}
