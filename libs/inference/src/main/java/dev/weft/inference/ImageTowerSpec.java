package dev.weft.inference;

import dev.weft.core.Modality;

/** @param input the name of the graph's input {@code [batch, 3, height, width]} */
record ImageTowerSpec(
        BundleFile model, String input, String output, int dimension, Pooling pooling, ImageProcessing processing)
        implements TowerSpec {

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String identity() {
        String read = pooling == Pooling.NONE ? output : output + " " + pooling.word();
        return String.join("\n", model.sha256().hex(), read, processing.identity());
    }
}
