package dev.weft.learning;

import java.util.List;

/**
 * Two rows that belong together. Pairs that share a row are positives of each other: two captions of a picture, or a caption of two pictures.
 *
 * @param family decides the split
 * @param left row of the left side
 * @param right row of the right side
 * @param mined negatives of this pair
 */
public record TrainingPair(String family, int left, int right, List<MinedNegative> mined) {

    public TrainingPair {
        mined = List.copyOf(mined);
    }

    public TrainingPair(String family, int left, int right) {
        this(family, left, right, List.of());
    }
}
