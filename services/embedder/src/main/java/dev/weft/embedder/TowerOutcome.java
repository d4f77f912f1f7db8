package dev.weft.embedder;

/** What a tower made of one content. */
sealed interface TowerOutcome {

    record Computed(PartVectors vectors) implements TowerOutcome {}

    /** The tower fails or hangs on this content alone, and works on others. */
    record Failed(RuntimeException cause) implements TowerOutcome {}
}
