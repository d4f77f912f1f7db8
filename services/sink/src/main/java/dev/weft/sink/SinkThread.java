package dev.weft.sink;

import dev.weft.core.running.Threads;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the sink, which does its turn again and again until it is interrupted. Anything else that ends a turn is a defect: the sink has
 * stopped then, and says so.
 */
final class SinkThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkThread.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** What is done over and over; it waits for its work. */
    interface Turn {
        void take() throws InterruptedException;
    }

    private final String name;
    private final Obstacles obstacles;
    private final Turn turn;
    private final Thread thread;

    /** @param name of the thread, and of what it meets */
    SinkThread(String name, Obstacles obstacles, Turn turn) {
        this.name = name;
        this.obstacles = obstacles;
        this.turn = turn;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void interrupt() {
        thread.interrupt();
    }

    @Override
    public void close() {
        Threads.stop(thread, CLOSE_TIMEOUT);
    }

    private void run() {
        try {
            while (true) {
                turn.take();
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped", e);
        } catch (RuntimeException | Error e) {
            obstacles.meet(name, Obstacles.Kind.STOPPED, "the sink has stopped, restart it: " + e);
            LOG.error("the sink has stopped", e);
        }
    }
}
