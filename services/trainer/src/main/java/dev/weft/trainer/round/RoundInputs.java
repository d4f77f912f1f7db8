package dev.weft.trainer.round;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.learning.PairSet;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.pool.Frozen;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a round gets what it works on. */
public interface RoundInputs {

    /** The catalog as the log has it; empty if no item has both sides. */
    Optional<Catalog> catalog(Release live);

    /** The miner's batches that may be learnt from. */
    List<ContrastiveBatch> batches(Release live, Instant now);

    /** Towers and the bundle's heads. */
    Frozen frozen();

    /** ONNX of the bundle's own heads, by modality. */
    Map<Modality, byte[]> bundleHeads();

    /** What the release makes of features. */
    Heads heads(Release release) throws IOException;

    /** General pairs against forgetting, if there are some. */
    Optional<PairSet> replay() throws IOException;

    /** The guard set with its features, if there is one. */
    Optional<JudgedSet> guard() throws IOException;
}
