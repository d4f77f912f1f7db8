package dev.weft.gateway.releases;

import dev.weft.core.Artifact;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.releases.Promotion;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.events.releases.ReleaseRefusedException;
import dev.weft.events.releases.Rollback;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.ReleaseHeads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The releases of a space for people: which there are, what belongs to them, and what is to become of them. Safe for use by several threads. */
public final class ReleaseDesk {

    private static final long MAX_FILE_BYTES = 64 << 20;

    private final ReleaseLog log;
    private final String space;
    private final ReleaseHeads.Files files;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long the log may take */
    public ReleaseDesk(ReleaseLog log, String space, ReleaseHeads.Files files, Duration patience, Clock clock) {
        this.log = log;
        this.space = space;
        this.files = files;
        this.patience = patience;
        this.clock = clock;
    }

    /** All of the space, the newest first. */
    public List<Release> list() {
        read();
        return log.ofSpace(space).reversed();
    }

    /** @throws ProblemException {@code unknown_release} if there is none in this space */
    public Release show(String id) {
        read();
        return find(id);
    }

    /**
     * A file of a release.
     *
     * @throws ProblemException {@code unknown_release} if there is no such release, or it has no such file
     */
    public byte[] file(String id, String name) {
        Artifact artifact = show(id).files().get(name);
        if (artifact == null) {
            throw new ProblemException(Reason.UNKNOWN_RELEASE, "the release has no file " + Quoted.of(name));
        }
        try {
            return files.read(artifact, MAX_FILE_BYTES);
        } catch (IOException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the release's file can't be read now", e);
        }
    }

    /**
     * Lets a release go live, or go on to.
     *
     * @param force why one that the gate rejected is promoted
     * @throws ProblemException {@code release_refused} if it can't be, with what to do instead
     */
    public Release promote(String id, Optional<String> force, String by) {
        Release release = show(id);
        try {
            Optional<Release> next = Promotion.of(release, force, by, now());
            next.ifPresent(this::append);
            return next.orElse(release);
        } catch (ReleaseRefusedException e) {
            throw new ProblemException(Reason.RELEASE_REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Goes back from the live release to the one that stands by.
     *
     * @throws ProblemException {@code release_refused} if none stands by
     */
    public Release rollback(String reason, String by) {
        read();
        try {
            Release next = Rollback.ofLive(log.ofSpace(space), reason, by, now());
            append(next);
            return next;
        } catch (ReleaseRefusedException e) {
            throw new ProblemException(Reason.RELEASE_REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    private Release find(String id) {
        try {
            return log.find(ReleaseId.parse(id))
                    .filter(release -> release.id().space().equals(space))
                    .orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, String.valueOf(e.getMessage()), e);
        }
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Reason.UNKNOWN_RELEASE, "there is no release " + Quoted.of(id));
    }

    private void read() {
        try {
            log.awaitRead(patience);
        } catch (TimeoutException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway stops", e);
        }
    }

    private void append(Release next) {
        try {
            log.append(next, patience);
        } catch (ReleaseConflictException e) {
            throw new ProblemException(
                    Reason.RELEASE_REFUSED, "the release has changed in this moment; look at it and ask again", e);
        } catch (TimeoutException e) {
            throw new ProblemException(
                    StandardReason.UNAVAILABLE,
                    "Kafka did not acknowledge in time; whether it has the change is not known",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway stops", e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
