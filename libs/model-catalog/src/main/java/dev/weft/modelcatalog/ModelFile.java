package dev.weft.modelcatalog;

import dev.weft.core.Sha256;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a bundle.
 *
 * @param variant the only variant that needs it; empty if all do
 * @param sizeBytes empty if not known
 * @param sha256 the only content it may have; empty if nobody has verified one: such a file has to be pinned
 */
public record ModelFile(
        BundlePath path, Optional<ModelVariant> variant, OptionalLong sizeBytes, Optional<Sha256> sha256) {

    public ModelFile {
        if (sizeBytes.isPresent() && sizeBytes.getAsLong() < 0) {
            throw new IllegalArgumentException(
                    "size of " + path + " must not be negative, got " + sizeBytes.getAsLong());
        }
    }

    boolean belongsTo(ModelVariant wanted) {
        return variant.isEmpty() || variant.get() == wanted;
    }
}
