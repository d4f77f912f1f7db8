package dev.weft.testkit;

import dev.weft.testkit.FaultProxy.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A client's connection and the one to the target that belongs to it, with a thread for each direction. */
final class ProxiedConnection {

    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CONNECT_LIMIT_MILLIS = 10_000;
    /** A limited bandwidth is spread evenly in steps of this. */
    private static final Duration STEP = Duration.ofMillis(20);

    private static final long STEPS_PER_SECOND = Duration.ofSeconds(1).dividedBy(STEP);

    private final Socket client;
    private final Socket server = new Socket();
    private final InetSocketAddress target;
    private final FaultSwitch faults;
    private final long seed;
    private final PassedBytes bytes;
    private final Consumer<ProxiedConnection> onEnd;
    private final AtomicInteger directionsOpen = new AtomicInteger(Direction.values().length);
    private final Thread toTarget = Thread.ofVirtual().unstarted(this::connectAndPump);
    private final Thread toClient = Thread.ofVirtual().unstarted(() -> pump(Direction.TO_CLIENT));

    ProxiedConnection(
            Socket client,
            InetSocketAddress target,
            FaultSwitch faults,
            long seed,
            PassedBytes bytes,
            Consumer<ProxiedConnection> onEnd) {
        this.client = client;
        this.target = target;
        this.faults = faults;
        this.seed = seed;
        this.bytes = bytes;
        this.onEnd = onEnd;
    }

    void start() {
        toTarget.start();
    }

    /** RST to both sides: what is under way is lost. */
    void reset() {
        close(client, true);
        close(server, true);
        end();
    }

    /** RST to the sender, and the end of the stream to the receiver, so that what has passed is not lost. */
    private void cut(Socket from, Socket to) {
        close(from, true);
        close(to, false);
        end();
    }

    private void end() {
        // After closing: a thread that is interrupted while it reads would close the socket in its own way.
        toTarget.interrupt();
        toClient.interrupt();
        onEnd.accept(this);
    }

    private static void close(Socket socket, boolean reset) {
        try (socket) {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException closed) {
            // It is as gone as it can be.
        }
    }

    private void connectAndPump() {
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(target, CONNECT_LIMIT_MILLIS);
        } catch (IOException unreachable) {
            reset();
            return;
        }
        toClient.start();
        pump(Direction.TO_TARGET);
    }

    /** Of its own for each direction, because the two run side by side. */
    private SplittableRandom chanceOf(Direction direction) {
        SplittableRandom both = new SplittableRandom(seed);
        SplittableRandom toTargetOnly = both.split();
        return direction == Direction.TO_TARGET ? toTargetOnly : both;
    }

    private void pump(Direction direction) {
        Socket from = direction == Direction.TO_TARGET ? client : server;
        Socket to = direction == Direction.TO_TARGET ? server : client;
        SplittableRandom chance = chanceOf(direction);
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            int length;
            do {
                length = from.getInputStream().read(chunk);
            } while (pass(chunk, length, direction, from, to, chance));
        } catch (IOException | InterruptedException broken) {
            // A connection that breaks on one side breaks on the other.
            reset();
        }
    }

    /** Whether there is more to come. */
    private boolean pass(byte[] chunk, int length, Direction direction, Socket from, Socket to, SplittableRandom chance)
            throws IOException, InterruptedException {
        Faults now = faults.whenNotHeld(direction);
        if (now.dropped().contains(direction)) {
            return length >= 0;
        }
        Thread.sleep(delay(now, chance));
        if (length < 0) {
            finish(to);
            return false;
        }
        if (now.resets() > 0 && chance.nextDouble() < now.resets()) {
            reset();
            return false;
        }
        Faults.Cut cut = now.cut();
        if (cut == null || cut.direction() != direction) {
            write(chunk, length, direction, to, now);
            return true;
        }
        int passing = cut.take(length);
        write(chunk, passing, direction, to, now);
        if (passing < length) {
            faults.done(cut);
            cut(from, to);
        }
        return passing == length;
    }

    /** Passes the end of one direction on, and ends with the second. */
    private void finish(Socket to) throws IOException {
        to.shutdownOutput();
        if (directionsOpen.decrementAndGet() == 0) {
            close(client, false);
            close(server, false);
            onEnd.accept(this);
        }
    }

    private static Duration delay(Faults now, SplittableRandom chance) {
        double factor = now.jitter().isZero() ? 0 : chance.nextDouble(-1, 1);
        return now.delay().plusNanos((long) (factor * now.jitter().toNanos()));
    }

    private void write(byte[] chunk, int length, Direction direction, Socket to, Faults now)
            throws IOException, InterruptedException {
        boolean limited = now.bytesPerSecond() < Long.MAX_VALUE;
        int slice = limited ? (int) Math.clamp(now.bytesPerSecond() / STEPS_PER_SECOND, 1, CHUNK_BYTES) : CHUNK_BYTES;
        for (int start = 0; start < length; start += slice) {
            int size = Math.min(slice, length - start);
            to.getOutputStream().write(chunk, start, size);
            bytes.of(direction).add(size);
            if (limited) {
                Thread.sleep(Duration.ofNanos(size * Duration.ofSeconds(1).toNanos() / now.bytesPerSecond()));
            }
        }
    }
}
