package dev.weft.sink.reconcile;

import dev.weft.core.ReleaseId;
import java.time.Instant;
import java.util.Optional;

/** A run that has begun: how far it is, and what came of it. Written by its thread, read by any. */
final class ReconciliationRun {

    private final String id;
    private final Mode mode;
    private final ReleaseId release;
    private final Instant startedAt;
    private final Progress progress = new Progress();
    private volatile Optional<Ending> ending = Optional.empty();

    ReconciliationRun(String id, Mode mode, ReleaseId release, Instant startedAt) {
        this.id = id;
        this.mode = mode;
        this.release = release;
        this.startedAt = startedAt;
    }

    /**
     * How it ended: with a report or a failure.
     *
     * @param failure a sentence for an operator
     */
    record Ending(Instant at, Optional<Report> report, Optional<String> failure) {

        /** The lower-case word: {@code clean}, {@code wrong}, {@code unchecked} or {@code failed}. */
        String result() {
            return report.map(done -> done.wrong() > 0 ? "wrong" : done.unchecked() > 0 ? "unchecked" : "clean")
                    .orElse("failed");
        }
    }

    String id() {
        return id;
    }

    Mode mode() {
        return mode;
    }

    ReleaseId release() {
        return release;
    }

    Instant startedAt() {
        return startedAt;
    }

    Progress progress() {
        return progress;
    }

    /** Empty while it goes on. */
    Optional<Ending> ending() {
        return ending;
    }

    void end(Ending with) {
        ending = Optional.of(with);
    }
}
