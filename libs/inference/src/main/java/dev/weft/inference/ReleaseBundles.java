package dev.weft.inference;

import dev.weft.core.Release;
import java.io.IOException;
import java.util.Optional;

/**
 * Loads releases with the towers that they are of: those of the installation's bundle, or of the bundle that the release names, which is opened
 * beside it and freed with the last release that needs it. Safe for use by several threads.
 */
public final class ReleaseBundles {

    private final EmbeddingModel installed;
    private final InferenceOptions options;

    /** @param installed the installation's bundle: stays open, and must do so as long as heads are used */
    public ReleaseBundles(EmbeddingModel installed, InferenceOptions options) {
        this.installed = installed;
        this.options = options;
    }

    /**
     * Loads the heads of a release, on its towers. Blocks for up to some seconds, with another bundle until that is loaded and checked.
     *
     * @throws ModelBundleException if the towers are neither the installation's nor those of the bundle that the release names, or that bundle isn't
     *     the one that was named, or a head can't be run here: trying again won't help
     * @throws IOException if a file can't be read, or has another hash
     */
    public ReleaseHeads open(Release release, ReleaseHeads.Files files) throws IOException {
        Optional<EmbeddingModel> other = openOther(release);
        if (other.isEmpty()) {
            return ReleaseHeads.open(installed, release, files);
        }
        EmbeddingModel model = other.get();
        try {
            return ReleaseHeads.open(model, release, files).closingThen(model::close);
        } catch (RuntimeException | IOException e) {
            model.close();
            throw e;
        }
    }

    /**
     * Opens the bundle that a release names, if its towers are not the installation's. The caller closes it.
     *
     * @return empty if they are the installation's
     * @throws ModelBundleException if they are not those of that bundle either, or it isn't the one that was named, or can't be run here: trying again
     *     won't help
     */
    public Optional<EmbeddingModel> openOther(Release release) {
        return ReleaseHeads.otherTower(installed, release).map(difference -> openNamed(release, difference));
    }

    private EmbeddingModel openNamed(Release release, String difference) {
        EmbeddingModel named;
        try {
            named = PinnedBundle.parse(release.contents().bundle()).open(options);
        } catch (ModelBundleException e) {
            throw new ModelBundleException(
                    difference + "; and the bundle that it names can't be used: " + e.getMessage(), e);
        }
        Optional<String> still = ReleaseHeads.otherTower(named, release);
        if (still.isPresent()) {
            named.close();
            throw new ModelBundleException(still.get());
        }
        return named;
    }
}
