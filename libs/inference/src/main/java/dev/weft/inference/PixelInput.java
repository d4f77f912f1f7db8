package dev.weft.inference;

/** @param pixels {@code [3, height, width]}, normalised; owned by this value */
@SuppressWarnings("ArrayRecordComponent") // one per picture on the hot path, never exposed
record PixelInput(float[] pixels) implements TowerInput {
    @Override
    public long sizeBytes() {
        return (long) pixels.length * Float.BYTES;
    }
}
