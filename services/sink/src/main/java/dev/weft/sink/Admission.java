package dev.weft.sink;

import dev.weft.core.MediaEmbedded;
import dev.weft.core.Refusal;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.events.releases.SpaceReleases.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Says which vectors are written: those of indexed releases, with the dimension of their release. Safe for use by several threads. */
final class Admission {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReleaseCollections collections;
    private final SpaceReleases releases;

    Admission(ReleaseCollections collections) {
        this.collections = collections;
        this.releases = collections.releases();
    }

    /**
     * Reads the log of releases up to its end if a change is of one that isn't indexed as far as it was read: whoever wrote the change may have read
     * further.
     *
     * @throws UnreadReleasesException if that can't be done now
     */
    void look(List<Incoming> changes) {
        if (changes.stream().allMatch(change -> isDecided(change.event()))) {
            return;
        }
        try {
            releases.awaitRead(PATIENCE);
        } catch (TimeoutException e) {
            throw new UnreadReleasesException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadReleasesException(e);
        }
    }

    private boolean isDecided(MediaEmbedded event) {
        return switch (event) {
            case MediaEmbedded.Deleted _ -> true;
            case MediaEmbedded.Vectors vectors -> {
                Place place = releases.placeOf(vectors.release());
                yield place == Place.INDEXED || place == Place.OVER;
            }
        };
    }

    boolean isLive(ReleaseId release) {
        return release.equals(releases.live());
    }

    /** What becomes of the change instead of being written, if it isn't. Makes the collection that it goes to. */
    Optional<Outcome> objection(Incoming change) {
        return switch (change.event()) {
            case MediaEmbedded.Deleted _ -> Optional.empty();
            case MediaEmbedded.Vectors vectors -> objection(change, vectors);
        };
    }

    private Optional<Outcome> objection(Incoming change, MediaEmbedded.Vectors vectors) {
        return switch (releases.placeOf(vectors.release())) {
            case INDEXED -> wrongDimension(vectors).map(refusal -> refused(change, refusal));
            case NOT_YET, OVER -> Optional.of(new Outcome.Skipped(Outcome.Skipped.Why.NOT_INDEXED));
            case UNKNOWN ->
                Optional.of(refused(
                        change,
                        new Refusal(
                                Stage.INDEX,
                                Reasons.WRONG_RELEASE,
                                new IllegalArgumentException("only vectors of " + releases.indexed()
                                        + " are indexed here, got " + vectors.release()))));
        };
    }

    private Optional<Refusal> wrongDimension(MediaEmbedded.Vectors vectors) {
        try {
            // All of an item's vectors have one dimension.
            collections.require(
                    vectors.release(), vectors.parts().getFirst().vector().dimension());
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Refusal(Stage.INDEX, Reasons.WRONG_DIMENSION, e));
        }
    }

    private static Outcome refused(Incoming change, Refusal refusal) {
        return new Outcome.Refused(change.origin(), Optional.of(change.event()), refusal);
    }
}
