package dev.weft.inference;

/** @param levels {@code [channels, frames, mels]} in decibels; owned by this value */
@SuppressWarnings("ArrayRecordComponent") // one per sound on the hot path, never exposed
record MelInput(float[] levels) implements TowerInput {
    @Override
    public long sizeBytes() {
        return (long) levels.length * Float.BYTES;
    }
}
