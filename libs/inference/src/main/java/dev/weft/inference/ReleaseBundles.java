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

    /** Which tower of a release is not the installation's, as a sentence; empty if all of them are. */
    public Optional<String> otherTower(Release release) {
        return ReleaseHeads.otherTower(installed, release);
    }

    /**
     * Loads the heads of a release, on its towers. Blocks for up to some seconds, with another bundle until that is loaded and checked.
     *
     * @throws ModelBundleException if the towers are neither the installation's nor those of the bundle that the release names, or that bundle isn't
     *     the one that was named, or a head can't be run here: trying again won't help
     * @throws IOException if a file can't be read, or has another hash
     */
    public ReleaseHeads open(Release release, ReleaseHeads.Files files) throws IOException {
        Optional<String> difference = otherTower(release);
        return difference.isEmpty()
                ? ReleaseHeads.open(installed, release, files)
                : openOther(release, files, difference.get());
    }

    private ReleaseHeads openOther(Release release, ReleaseHeads.Files files, String difference) throws IOException {
        EmbeddingModel other;
        try {
            other = PinnedBundle.parse(release.contents().bundle()).open(options);
        } catch (ModelBundleException e) {
            throw new ModelBundleException(
                    difference + "; and the bundle that it names can't be used: " + e.getMessage(), e);
        }
        try {
            return ReleaseHeads.open(other, release, files).closingThen(other::close);
        } catch (RuntimeException | IOException e) {
            other.close();
            throw e;
        }
    }
}
