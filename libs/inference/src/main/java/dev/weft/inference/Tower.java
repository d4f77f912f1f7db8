package dev.weft.inference;

import dev.weft.core.Embedding;
import java.util.List;

/** A loaded tower. Safe for use by several threads until it is closed. */
sealed interface Tower extends AutoCloseable permits ImageTower, TextTower, AudioTower {

    TowerSpec spec();

    /** One unit-norm feature per input, in the same order. */
    List<Embedding> features(List<TowerInput> inputs);

    @Override
    void close();
}
