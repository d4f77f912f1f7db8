package dev.weft.mining.batches;

import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.PictureHashes;
import dev.weft.mining.negatives.Quadrant;
import dev.weft.mining.negatives.Yardstick;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Says which two pairs must not be each other's negatives: they are, or may be, of the same thing. That two look and read more alike than random ones is not
 * enough where their pictures can be compared: it is true of all that is confusable, and of most neighbours once the heads have learnt (ADR 0024).
 */
final class Masks {

    private final Optional<Yardstick> yardstick;
    private final PictureHashes pictures;
    private final int hashDistance;

    /** @param hashDistance up to how many of 64 bits two pictures' hashes may differ to count as the same picture */
    Masks(Optional<Yardstick> yardstick, PictureHashes pictures, int hashDistance) {
        this.yardstick = yardstick;
        this.pictures = pictures;
        this.hashDistance = hashDistance;
    }

    boolean excludes(MinedPair one, MinedPair other) {
        return one.anchor().item().equals(other.anchor().item())
                || one.anchor().family().equals(other.anchor().family())
                || one.anchor().text().equals(other.anchor().text())
                || (one.caption().isPresent() && one.caption().equals(other.caption()))
                || (areAlike(one, other) && maySharePicture(one, other));
    }

    private boolean areAlike(MinedPair one, MinedPair other) {
        if (yardstick.isEmpty() || one.vectors().isEmpty() || other.vectors().isEmpty()) {
            return false;
        }
        Yardstick.Pair first = one.vectors().get();
        Yardstick.Pair second = other.vectors().get();
        return Quadrant.of(first.media().cosine(second.media()), first.text().cosine(second.text()), yardstick.get())
                == Quadrant.DUPLICATE;
    }

    /** Nothing speaks against it for sounds, and for pictures that can't be read. */
    private boolean maySharePicture(MinedPair one, MinedPair other) {
        OptionalInt distance =
                pictures.distance(one.anchor().picture(), other.anchor().picture());
        return distance.isEmpty() || distance.getAsInt() <= hashDistance;
    }
}
