package dev.weft.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What four searches found for one anchor, and what became of each item: the value of the {@code neighbours} topic.
 *
 * @param anchor the anchor's id
 * @param release of the index that was asked
 * @param snapshotAt when the index was asked
 * @param configHash of the miner's configuration
 * @param positive cosine of the anchor's own two parts, higher is closer
 */
public record Neighbours(
        String anchor,
        ReleaseId release,
        Instant snapshotAt,
        Sha256 configHash,
        float positive,
        List<Candidate> candidates) {

    public Neighbours {
        candidates = List.copyOf(candidates);
        if (!Float.isFinite(positive)) {
            throw new IllegalArgumentException("a cosine must be finite, got " + positive + " for " + Shown.of(anchor));
        }
    }

    /**
     * An item that was found.
     *
     * @param imageToText where its text stood among the texts nearest to the anchor's media
     * @param textToImage where its media stood among those nearest to the anchor's text
     * @param verdict {@code kept}, {@code spare} (good, and not drawn), or the name of the filter that dropped it
     */
    public record Candidate(
            MediaKey item,
            Optional<Place> imageToText,
            Optional<Place> textToImage,
            Optional<Place> imageToImage,
            Optional<Place> textToText,
            String verdict) {}

    /**
     * @param rank from 1
     * @param score cosine, higher is closer
     */
    public record Place(int rank, float score) {
        public Place {
            if (rank < 1 || !Float.isFinite(score)) {
                throw new IllegalArgumentException(
                        "a place has a rank from 1 and a finite score, got " + rank + " and " + score);
            }
        }
    }
}
