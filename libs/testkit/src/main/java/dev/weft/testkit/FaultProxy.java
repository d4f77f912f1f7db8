package dev.weft.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A bad network on loopback: passes TCP connections on to a target, and does to them what networks do, as long as a test says so. Faults are
 * switched while it runs and hold for the connections that are open as well as for new ones; they add up until {@link #heal()}.
 *
 * <pre>{@code
 * try (FaultProxy network = FaultProxy.start(new InetSocketAddress("127.0.0.1", port), seed)) {
 *     connect(network.address());
 *     network.latency(Duration.ofMillis(500), Duration.ofMillis(100)).resets(0.05);
 * }
 * }</pre>
 *
 * <p>A chunk is what one read gives: up to 16 KiB, and what TCP makes of it. Chance comes from the seed, the number of the connection and the
 * direction, so it is the same again for a client that sends the same chunks. Where the target can't be reached the client is reset.
 * Thread-safe; connections run on virtual threads.
 */
public final class FaultProxy implements AutoCloseable {

    /** Which way bytes go. */
    public enum Direction {
        /** From the client to the target. */
        TO_TARGET,
        /** From the target to the client. */
        TO_CLIENT
    }

    private final InetSocketAddress target;
    private final long seed;
    private final int port;
    private final FaultSwitch faults = new FaultSwitch();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final PassedBytes bytes = new PassedBytes();
    private @Nullable Listener listener;
    private volatile boolean closed;

    private FaultProxy(InetSocketAddress target, long seed, int port) {
        this.target = target;
        this.seed = seed;
        this.port = port;
    }

    /**
     * One without faults.
     *
     * @param seed of what happens by chance
     */
    public static FaultProxy start(InetSocketAddress target, long seed) {
        ServerSocket socket = Listener.bind(0);
        FaultProxy proxy = new FaultProxy(target, seed, socket.getLocalPort());
        proxy.accept(socket);
        return proxy;
    }

    /** Where clients connect, the same as long as it lives. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Holds back every chunk by this long, more or less by up to the jitter, evenly spread. */
    public FaultProxy latency(Duration delay, Duration jitter) {
        if (delay.isNegative() || jitter.isNegative() || jitter.compareTo(delay) > 0) {
            throw new IllegalArgumentException(
                    "delay and jitter must be 0 or more, and jitter at most delay, got " + delay + " and " + jitter);
        }
        faults.change(now -> now.withLatency(delay, jitter));
        return this;
    }

    /** Takes bytes of this direction and forgets them: the sender thinks they are on their way. Even an end is not passed on. */
    public FaultProxy drop(Direction direction) {
        faults.change(now -> now.withDropped(direction));
        return this;
    }

    /** Takes no more bytes of this direction and closes nothing: the sender is held up as soon as the buffers are full. */
    public FaultProxy halfOpen(Direction direction) {
        faults.change(now -> now.withHeld(direction));
        return this;
    }

    /** Resets (RST) a connection with this probability, from 0 to 1, at each chunk, instead of passing the chunk on. */
    public FaultProxy resets(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability must be from 0 to 1, got " + probability);
        }
        faults.change(now -> now.withResets(probability));
        return this;
    }

    /** Resets all open connections now, on both sides; new ones are not harmed. */
    public FaultProxy resetNow() {
        open.forEach(ProxiedConnection::reset);
        return this;
    }

    /** Passes this many bytes per second at most, in each direction of each connection. */
    public FaultProxy bandwidth(long bytesPerSecond) {
        if (bytesPerSecond < 1) {
            throw new IllegalArgumentException("a bandwidth must be at least 1 byte/s, got " + bytesPerSecond);
        }
        faults.change(now -> now.withBandwidth(bytesPerSecond));
        return this;
    }

    /**
     * Passes exactly this many more bytes of the direction, of all connections together; then the connection that brings the next byte is cut, and
     * the fault is over: the receiver sees those bytes and an end, the sender a reset.
     */
    public FaultProxy cutAfter(Direction direction, long moreBytes) {
        if (moreBytes < 0) {
            throw new IllegalArgumentException("the bytes to pass must be 0 or more, got " + moreBytes);
        }
        faults.change(now -> now.withCut(new Faults.Cut(direction, new AtomicLong(moreBytes))));
        return this;
    }

    /** Refuses new connections, as a port does on which nobody listens; open ones are not harmed. */
    public synchronized FaultProxy refuse() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        return this;
    }

    /** Ends all faults: what was held goes on, what was dropped or reset is lost. */
    public synchronized FaultProxy heal() {
        if (closed) {
            throw new IllegalStateException("the proxy is closed");
        }
        faults.change(now -> Faults.NONE);
        if (listener == null) {
            accept(Listener.bind(port));
        }
        return this;
    }

    /** How many connections it has accepted. */
    public long connections() {
        return connections.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /** How many bytes it has passed on; those that it dropped are not counted. */
    public long bytes(Direction direction) {
        return bytes.of(direction).sum();
    }

    /** Takes no more connections and resets those that are open. */
    @Override
    public synchronized void close() {
        closed = true;
        refuse();
        resetNow();
    }

    private synchronized void accept(ServerSocket socket) {
        listener = Listener.start(socket, this::serve);
    }

    private void serve(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(
                client, target, faults, seed + connections.incrementAndGet(), bytes, open::remove);
        open.add(connection);
        if (closed) {
            connection.reset();
        } else {
            connection.start();
        }
    }
}
