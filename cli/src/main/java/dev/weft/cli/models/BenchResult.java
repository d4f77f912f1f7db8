package dev.weft.cli.models;

import dev.weft.core.Modality;

/**
 * How fast a tower is.
 *
 * @param batch rows of a call
 * @param rowsPerSecond of the tower alone, on prepared inputs
 * @param prepareMillisPerRow of one thread that resizes, normalises or tokenises
 */
public record BenchResult(Modality modality, int batch, double rowsPerSecond, double prepareMillisPerRow) {

    public double millisPerRow() {
        return 1000 / rowsPerSecond;
    }
}
