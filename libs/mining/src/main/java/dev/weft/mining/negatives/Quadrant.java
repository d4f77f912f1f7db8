package dev.weft.mining.negatives;

import dev.weft.core.ContrastiveBatch;
import java.util.Optional;

/** How an item lies to a pair: by looks and by words, each against random pairs of the release. */
public enum Quadrant {
    /** Looks alike, means different. */
    LOOKS_ALIKE(Optional.of(ContrastiveBatch.Source.LOOKS_ALIKE)),
    /** Reads alike, looks different. */
    READS_ALIKE(Optional.of(ContrastiveBatch.Source.READS_ALIKE)),
    /** Looks alike and reads alike: most likely the same thing. */
    DUPLICATE(Optional.empty()),
    /** Alike in nothing: easy. */
    EASY(Optional.empty()),
    /** Neither alike nor different by looks or by words: nothing can be said. */
    BETWEEN(Optional.empty());

    private final Optional<ContrastiveBatch.Source> source;

    Quadrant(Optional<ContrastiveBatch.Source> source) {
        this.source = source;
    }

    /** What a negative of it is called; none for one that makes no negatives. */
    Optional<ContrastiveBatch.Source> source() {
        return source;
    }

    /** @param looks cosine of the media, {@code reads} of the texts */
    public static Quadrant of(double looks, double reads, Yardstick yardstick) {
        boolean looksAlike = yardstick.media().alike(looks);
        boolean readsAlike = yardstick.text().alike(reads);
        boolean looksDifferent = yardstick.media().different(looks);
        boolean readsDifferent = yardstick.text().different(reads);
        if (looksAlike && readsAlike) {
            return DUPLICATE;
        }
        if (looksAlike && readsDifferent) {
            return LOOKS_ALIKE;
        }
        if (readsAlike && looksDifferent) {
            return READS_ALIKE;
        }
        return looksDifferent && readsDifferent ? EASY : BETWEEN;
    }
}
