package dev.weft.inference;

import java.util.Optional;

/**
 * Where a bundle lies, and which one it must be: {@code classpath:weft/bundles/demo#demo-759c3cd2}. The part behind the {@code #} is the bundle's
 * {@link EmbeddingModel#id() id}, which hashes all that it consists of.
 *
 * @param location as {@link EmbeddingModels#open} understands it
 * @param id what the bundle there must be; empty if any is good
 */
public record PinnedBundle(String location, Optional<String> id) {

    public PinnedBundle {
        if (location.isBlank()) {
            throw new IllegalArgumentException("a bundle must have a location");
        }
    }

    /** Reads the {@link #toString()} form. */
    public static PinnedBundle parse(String text) {
        int hash = text.lastIndexOf('#');
        return hash < 0
                ? new PinnedBundle(text, Optional.empty())
                : new PinnedBundle(text.substring(0, hash), Optional.of(text.substring(hash + 1)));
    }

    /**
     * Opens it; the caller closes it.
     *
     * @throws ModelBundleException if there is none, it can't be run here, or another one lies there than the one that is meant
     */
    public EmbeddingModel open(InferenceOptions options) {
        EmbeddingModel model = EmbeddingModels.open(location, options);
        if (id.isPresent() && !id.get().equals(model.id())) {
            String there = model.id();
            model.close();
            throw new ModelBundleException("the bundle in " + location + " must be " + id.get() + ", and is " + there);
        }
        return model;
    }

    @Override
    public String toString() {
        return id.map(pin -> location + "#" + pin).orElse(location);
    }
}
