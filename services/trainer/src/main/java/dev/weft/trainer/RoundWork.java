package dev.weft.trainer;

import dev.weft.events.releases.NotLeadingException;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import dev.weft.trainer.round.UnfinishedRound;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A trainer's rounds, and what the book says of them. For the trainer's thread, but for {@link #accept} and {@link #waits}. */
final class RoundWork {

    private static final Logger LOG = LoggerFactory.getLogger(RoundWork.class);

    private final RoundBook book;
    private final RoundRunner runner;
    private final Triggers triggers;
    private final Consumer<Progress> observer;

    /** Whether a round may be left that was not looked for yet: by this trainer's last life, or when it lost the lead. */
    private volatile boolean mayBeLeft = true;

    private volatile Optional<UnfinishedRound> left = Optional.empty();

    /** @param observer hears how far rounds are, before anything of them is cleared away */
    RoundWork(RoundBook book, RoundRunner runner, Triggers triggers, Consumer<Progress> observer) {
        this.book = book;
        this.runner = runner;
        this.triggers = triggers;
        this.observer = observer;
    }

    /** Notes a round that is to be run, which from now on survives the end of this process. */
    void accept(String id, RoundRequest request) {
        book.note(runner.accept(id, request));
    }

    /** Whether a round was left that must go on before another is accepted. */
    boolean waits() {
        return mayBeLeft || left.isPresent();
    }

    /** The round that was left, until it is run. */
    Optional<UnfinishedRound> left() {
        if (mayBeLeft) {
            left = runner.unfinished();
            mayBeLeft = false;
        }
        return left;
    }

    /** Runs a round; what is returned tells its end. */
    Runnable run(String id, RoundRequest request) {
        triggers.begun();
        left = Optional.empty();
        try {
            Progress ended = runner.run(id, request, this::told);
            return () -> book.note(ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (NotLeadingException e) {
            LOG.info("the lead is lost: reason={}", e.getMessage());
        } catch (ReleaseConflictException | TimeoutException | IOException | RuntimeException | LinkageError e) {
            // Kafka's clients and others answer an interrupt with exceptions of their own.
            if (!Thread.currentThread().isInterrupted()) {
                LOG.error("a round has failed: id={}", id, e);
                return () ->
                        book.find(id).ifPresent(progress -> book.note(progress.failed(String.valueOf(e.getMessage()))));
            }
        }
        mayBeLeft = true;
        return () -> suspended(id);
    }

    private void suspended(String id) {
        LOG.info("a round is suspended, and goes on when this trainer leads again: id={}", id);
        book.find(id).ifPresent(progress -> book.note(progress.suspended()));
    }

    private void told(Progress progress) {
        observer.accept(progress);
        if (progress.phase() != Progress.Phase.ENDED) {
            book.note(progress);
        }
    }
}
