package dev.weft.mining.batches;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.mining.negatives.MinedPair;
import dev.weft.mining.negatives.MiningSettings;
import dev.weft.mining.negatives.PictureHashes;
import dev.weft.mining.negatives.Yardstick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes batches of pairs that were mined together. */
public final class BatchMaker {

    /** Pairs that are hard for each other. */
    public static final int CLUSTER = 32;

    /** Pairs of a message: eight clusters. */
    public static final int PAIRS = 256;

    /** Another cluster of the longest keys still fits into the megabyte that a broker takes by default. */
    private static final int MAX_BYTES = 256 * 1024;

    private final ReleaseId release;
    private final MiningSettings settings;
    private final PictureHashes pictures;
    private final Supplier<String> ids;

    /**
     * @param release whose index was asked
     * @param settings of the miner; their hash is written on every batch
     * @param pictures tell the same thing from what is only like it
     * @param ids gives each batch its own
     */
    public BatchMaker(ReleaseId release, MiningSettings settings, PictureHashes pictures, Supplier<String> ids) {
        this.release = release;
        this.settings = settings;
        this.pictures = pictures;
        this.ids = ids;
    }

    /**
     * Every pair is in one batch. A batch has {@link #PAIRS}, but for the last, and for one whose keys are so long that it would be a very large record.
     *
     * @param snapshotAt when the index was asked
     * @throws IllegalArgumentException if a family is not of the split train, as no batch can be made of it
     */
    public List<ContrastiveBatch> of(List<MinedPair> pairs, Optional<Yardstick> yardstick, Instant snapshotAt) {
        Sha256 configHash = settings.hash();
        Masks masks = new Masks(yardstick, pictures, settings.hashDistance());
        List<ContrastiveBatch> batches = new ArrayList<>();
        Draft draft = new Draft(masks);
        for (List<Integer> cluster : new Clusters(pairs, masks).of(CLUSTER)) {
            draft.add(cluster.stream().map(pairs::get).toList());
            if (draft.size() >= PAIRS || draft.bytes() >= MAX_BYTES) {
                batches.add(draft.finish(ids.get(), release, snapshotAt, configHash));
                draft = new Draft(masks);
            }
        }
        if (draft.size() > 0) {
            batches.add(draft.finish(ids.get(), release, snapshotAt, configHash));
        }
        return batches;
    }
}
