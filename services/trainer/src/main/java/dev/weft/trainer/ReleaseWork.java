package dev.weft.trainer;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.releases.NotLeadingException;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.trainer.round.ImportedCandidates;
import dev.weft.trainer.round.NothingToMeasureException;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.ReleaseMeasurement;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a trainer does beside its rounds: it judges releases that were brought from elsewhere, and measures. For the trainer's thread. */
final class ReleaseWork {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseWork.class);

    /** How soon one whose files can't be read is tried again. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final RoundBook book;
    private final EvaluationBook evaluations;
    private final ImportedCandidates imported;
    private final ReleaseMeasurement measurement;
    private final Map<ReleaseId, Instant> notBefore = new HashMap<>();

    ReleaseWork(
            RoundBook book, EvaluationBook evaluations, ImportedCandidates imported, ReleaseMeasurement measurement) {
        this.book = book;
        this.evaluations = evaluations;
        this.imported = imported;
        this.measurement = measurement;
    }

    /** The release that is to be judged next; one that could not be judged a moment ago keeps no other waiting. */
    Optional<Release> due() {
        Instant now = Instant.now();
        return imported.waiting().stream()
                .filter(release ->
                        notBefore.getOrDefault(release.id(), Instant.MIN).isBefore(now))
                .findFirst();
    }

    /** Judges it, as a round that learns nothing; what is returned tells its end. */
    Runnable judge(Release release) {
        notBefore.put(release.id(), Instant.now().plus(RETRY));
        String id = UlidCreator.getMonotonicUlid().toString();
        try {
            Progress ended = imported.judge(id, release, this::told);
            return () -> book.note(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (NotLeadingException e) {
            LOG.info("the release is for another trainer to judge: reason={}", e.getMessage());
        } catch (ReleaseConflictException | TimeoutException | IOException | RuntimeException e) {
            // Kafka's clients and others answer an interrupt with exceptions of their own.
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("a release could not be judged, it is tried again: release={}", release.id(), e);
                return () ->
                        book.find(id).ifPresent(progress -> book.note(progress.failed(String.valueOf(e.getMessage()))));
            }
        }
        return () -> {
            LOG.info(
                    "a release is judged when this trainer leads again, or by the one that leads: release={}",
                    release.id());
            book.find(id).ifPresent(progress -> book.note(progress.suspended()));
        };
    }

    private void told(Progress progress) {
        if (progress.phase() != Progress.Phase.ENDED) {
            book.note(progress);
        }
    }

    /** Measures a release; what is returned tells the end. */
    Runnable measure(EvaluationView begun, EvaluationRequest request) {
        try {
            EvaluationView measured = begun.measured(measurement.measure(request.release(), request.against()));
            return () -> evaluations.note(measured);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return () -> LOG.info("a measurement was broken off: id={}", begun.id());
        } catch (NothingToMeasureException e) {
            return () -> evaluations.note(begun.ended("nothing_to_measure", String.valueOf(e.getMessage())));
        } catch (TimeoutException | IOException | RuntimeException e) {
            LOG.error("a measurement has failed: id={}", begun.id(), e);
            return () -> evaluations.note(begun.ended("failed", String.valueOf(e.getMessage())));
        }
    }
}
