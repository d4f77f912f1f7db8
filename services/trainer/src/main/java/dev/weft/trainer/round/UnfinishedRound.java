package dev.weft.trainer.round;

import dev.weft.core.Artifact;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.releases.ReleaseLog;
import java.util.List;
import java.util.Optional;

/**
 * A round that was begun and has not ended.
 *
 * @param candidate that it has made, or was about to write; empty until it has heads
 */
public record UnfinishedRound(String id, RoundRequest request, Optional<Candidate> candidate) {

    public UnfinishedRound {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a round must have an id");
        }
    }

    /**
     * @param heads SHA-256 of the heads' files, in the order of their modalities
     */
    record Candidate(ReleaseId id, List<String> heads) {

        Candidate {
            heads = List.copyOf(heads);
        }

        private static Candidate of(Release release) {
            return new Candidate(
                    release.id(),
                    release.contents().heads().values().stream()
                            .map(Artifact::sha256)
                            .map(hash -> hash.hex())
                            .toList());
        }

        /** Whether it is this release: another may have got its number before it was written. */
        boolean is(Release release) {
            return equals(of(release));
        }
    }

    /** What came of it, if it was killed between its last record and its end. */
    Optional<Release> decided(ReleaseLog releases) {
        return candidate.flatMap(made ->
                releases.find(made.id()).filter(made::is).filter(release -> release.state() != ReleaseState.CANDIDATE));
    }

    UnfinishedRound with(Release made) {
        return new UnfinishedRound(id, request, Optional.of(Candidate.of(made)));
    }
}
