package dev.weft.mining.batches;

import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.Quadrant;
import dev.weft.mining.negatives.Yardstick;
import java.util.Optional;

/** Says which two pairs must not be each other's negatives: they are, or may be, of the same thing. */
final class Masks {

    private final Optional<Yardstick> yardstick;

    Masks(Optional<Yardstick> yardstick) {
        this.yardstick = yardstick;
    }

    boolean excludes(MinedPair one, MinedPair other) {
        return one.anchor().item().equals(other.anchor().item())
                || one.anchor().family().equals(other.anchor().family())
                || one.anchor().text().equals(other.anchor().text())
                || (one.caption().isPresent() && one.caption().equals(other.caption()))
                || areDuplicates(one, other);
    }

    private boolean areDuplicates(MinedPair one, MinedPair other) {
        if (yardstick.isEmpty() || one.vectors().isEmpty() || other.vectors().isEmpty()) {
            return false;
        }
        Yardstick.Pair first = one.vectors().get();
        Yardstick.Pair second = other.vectors().get();
        return Quadrant.of(first.media().cosine(second.media()), first.text().cosine(second.text()), yardstick.get())
                == Quadrant.DUPLICATE;
    }
}
