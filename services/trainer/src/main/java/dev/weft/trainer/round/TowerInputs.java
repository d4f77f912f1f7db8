package dev.weft.trainer.round;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.reinference.Reinference;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.model.Replay;
import dev.weft.trainer.pool.Frozen;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What depends on the towers of a release, open for a piece of work. For one thread; to be closed when nothing that came from it is used any more. */
public interface TowerInputs extends AutoCloseable {

    /** Towers and the bundle's heads. */
    Frozen frozen();

    /** ONNX of the bundle's own heads, by modality. */
    Map<Modality, byte[]> bundleHeads();

    /**
     * What a release of these towers makes of features.
     *
     * @throws dev.weft.inference.ModelBundleException if its heads can't be run here: trying again won't help
     * @throws IOException if a file can't be read, or has another hash
     */
    Heads heads(Release release) throws IOException;

    /** General pairs against forgetting. */
    Replay replay() throws IOException;

    /** The guard set with its features, if there is one. */
    Optional<JudgedSet> guard() throws IOException;

    /** The towers, to be run on stored items. Stays open until this is closed. */
    Reinference lane();

    @Override
    void close();
}
