package dev.weft.mining.negatives;

import dev.weft.core.Anchor;
import dev.weft.core.Neighbours;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects all that was found for a share of the anchors. The same anchors whenever they are mined: by a hash of their ids. Not thread-safe. */
final class Audit {

    private static final int PARTS = 10_000;

    private final ReleaseId release;
    private final Sha256 configHash;
    private final int parts;
    private final List<Neighbours> collected = new ArrayList<>();

    Audit(ReleaseId release, Sha256 configHash, double share) {
        this.release = release;
        this.configHash = configHash;
        this.parts = (int) Math.round(share * PARTS);
    }

    private boolean isIn(Anchor anchor) {
        String head = Sha256.ofText(anchor.id()).hex().substring(0, 8);
        return Long.parseLong(head, 16) % PARTS < parts;
    }

    /** What became of each candidate, as a negative of its text and of its media. */
    void saw(PairView pair, Map<Candidate, String> texts, Map<Candidate, String> media, Instant snapshotAt) {
        if (!isIn(pair.anchor())) {
            return;
        }
        Map<Candidate, String> verdicts = new HashMap<>(texts);
        media.forEach((candidate, verdict) -> verdicts.merge(candidate, verdict, Audit::better));
        collected.add(new Neighbours(
                pair.anchor().id(),
                release,
                snapshotAt,
                configHash,
                (float) pair.positive(),
                texts.keySet().stream()
                        .map(candidate -> neighbour(candidate, verdicts.getOrDefault(candidate, Draw.SPARE)))
                        .toList()));
    }

    /** An item is kept when one of its parts is. */
    private static String better(String one, String other) {
        if (one.equals(Draw.KEPT) || other.equals(Draw.KEPT)) {
            return Draw.KEPT;
        }
        return other.equals(Draw.SPARE) ? other : one;
    }

    private static Neighbours.Candidate neighbour(Candidate candidate, String verdict) {
        return new Neighbours.Candidate(
                candidate.item().key(),
                candidate.place(Search.IMAGE_TO_TEXT),
                candidate.place(Search.TEXT_TO_IMAGE),
                candidate.place(Search.IMAGE_TO_IMAGE),
                candidate.place(Search.TEXT_TO_TEXT),
                verdict);
    }

    /** What was collected since the last call. */
    List<Neighbours> take() {
        List<Neighbours> taken = List.copyOf(collected);
        collected.clear();
        return taken;
    }
}
