package dev.weft.core;

/**
 * What a tower says of a part, before any head: the value of the {@code features} topic. It outlives every release of the heads.
 *
 * @param towerId names the frozen encoder by content (its hash), so that features of different towers are never mixed
 * @param vector unit norm, {@code [tower dimension]}; stored as float16
 */
public record Feature(PartKey key, String towerId, Modality modality, long mediaVersion, Embedding vector) {

    private static final int MAX_TOWER_ID = 256;

    public Feature {
        Names.requireVersion(mediaVersion, key);
        if (towerId.isBlank() || towerId.length() > MAX_TOWER_ID) {
            throw new IllegalArgumentException(
                    "a tower id must have 1 to 256 characters, got " + towerId.length() + " for " + key);
        }
    }
}
