package dev.weft.inference;

import dev.weft.core.Modality;

/** @param input the name of the graph's input {@code [batch, 3, size, size]} */
record ImageTowerSpec(BundleFile model, String input, String output, int dimension, ImageProcessing processing)
        implements TowerSpec {

    @Override
    public Modality modality() {
        return Modality.IMAGE;
    }

    @Override
    public String identity() {
        return String.join("\n", model.sha256().hex(), output, processing.identity());
    }
}
