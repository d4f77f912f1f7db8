package dev.weft.trainer.round;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Release;
import dev.weft.trainer.catalog.CatalogSnapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Where a round gets what it works on. */
public interface RoundInputs {

    /** The catalog as the log has it now, with the features of the towers of all these releases. */
    CatalogSnapshot catalog(List<Release> releases);

    /** The miner's batches that may be learnt from. */
    List<ContrastiveBatch> batches(Release live, Instant now);

    /**
     * Opens the towers of a release: those of the installation's bundle, or of the one that the release names. Blocks for up to some seconds.
     *
     * @throws dev.weft.inference.ModelBundleException if they are neither, or that bundle isn't the one that was named, or can't be run here: trying
     *     again won't help
     */
    TowerInputs towers(Release release) throws IOException;
}
