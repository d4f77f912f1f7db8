package dev.weft.inference;

/** @param ids token ids, special tokens included, without padding; owned by this value */
@SuppressWarnings("ArrayRecordComponent") // never exposed
record TokenInput(long[] ids) implements TowerInput {
    @Override
    public long sizeBytes() {
        return (long) ids.length * Long.BYTES;
    }
}
