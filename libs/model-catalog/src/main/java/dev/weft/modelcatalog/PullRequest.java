package dev.weft.modelcatalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be pulled.
 *
 * @param sources instead of the bundle's own; empty for those
 * @param target where the bundle is put; empty for its place in the store
 */
public record PullRequest(
        ModelBundle bundle,
        ModelVariant variant,
        List<ModelSource> sources,
        Optional<Path> target,
        UnknownHash unknown) {

    public PullRequest {
        if (!bundle.has(variant)) {
            throw new IllegalArgumentException(
                    "variant of " + bundle.name() + " must be one that it has, got " + variant.wireName());
        }
        sources = List.copyOf(sources);
    }

    /** What becomes of a file that neither the catalog nor a pin knows a hash of. */
    public enum UnknownHash {
        /** It is not used; the error tells the hash. */
        REFUSE,
        /** Its hash is trusted from now on: a later different content is refused. */
        PIN
    }
}
