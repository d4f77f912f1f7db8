package dev.weft.mining.batches;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.mining.negatives.MinedPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A batch while its clusters are added. */
final class Draft {

    /** Numbers and words. */
    private static final int FIXED_BYTES = 16;

    private final Masks rules;
    private final List<MinedPair> members = new ArrayList<>();
    private final List<ContrastiveBatch.Pair> pairs = new ArrayList<>();
    private final List<ContrastiveBatch.Negative> negatives = new ArrayList<>();
    private final List<ContrastiveBatch.Mask> masks = new ArrayList<>();
    private int clusters;
    private int bytes;

    Draft(Masks rules) {
        this.rules = rules;
    }

    int size() {
        return members.size();
    }

    /** About what the pairs and their negatives take in a record: mostly the keys of parts. */
    int bytes() {
        return bytes;
    }

    void add(List<MinedPair> cluster) {
        cluster.forEach(this::add);
        clusters++;
    }

    private void add(MinedPair mined) {
        int index = members.size();
        bytes += 2 * mined.anchor().media().toString().length()
                + mined.anchor().family().length()
                + FIXED_BYTES;
        pairs.add(new ContrastiveBatch.Pair(
                mined.anchor().media(),
                mined.anchor().modality(),
                mined.anchor().text(),
                mined.anchor().family(),
                mined.weight(),
                clusters));
        for (MinedPair.Negative negative : mined.negatives()) {
            bytes += negative.part().toString().length() + negative.family().length() + FIXED_BYTES;
            negatives.add(new ContrastiveBatch.Negative(
                    index, negative.part(), negative.modality(), negative.family(), 1, negative.source()));
        }
        for (int other = 0; other < index; other++) {
            if (rules.excludes(members.get(other), mined)) {
                masks.add(new ContrastiveBatch.Mask(other, index));
            }
        }
        members.add(mined);
    }

    ContrastiveBatch finish(String id, ReleaseId release, Instant snapshotAt, Sha256 configHash) {
        return new ContrastiveBatch(id, release, snapshotAt, configHash, pairs, negatives, masks);
    }
}
