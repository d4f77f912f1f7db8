package dev.weft.learning;

import dev.weft.core.Modality;
import java.util.Optional;

/**
 * One modality's rows.
 *
 * @param features of the tower, unit norm, {@code [rows, tower dimension]}
 * @param base what the bundle's own head makes of them, unit norm, {@code [rows, space dimension]}; empty for a bundle without heads
 */
public record Side(Modality modality, FeatureRows features, Optional<FeatureRows> base) {

    public Side {
        base.ifPresent(rows -> {
            if (rows.rows() != features.rows()) {
                throw new IllegalArgumentException("base must have " + features.rows() + " rows like the features, got "
                        + rows.rows() + " for " + modality);
            }
        });
    }
}
