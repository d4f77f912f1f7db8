package dev.weft.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A port of loopback on which connections are accepted until it is closed. */
final class Listener implements AutoCloseable {

    private final ServerSocket socket;
    private final Thread acceptor;

    private Listener(ServerSocket socket, Consumer<Socket> serve) {
        this.socket = socket;
        this.acceptor = Thread.ofVirtual().unstarted(() -> acceptAll(serve));
    }

    /** @param port 0 for any that is free */
    static ServerSocket bind(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " of the proxy", e);
        }
    }

    /** @param serve must not block: the next one waits for it */
    static Listener start(ServerSocket socket, Consumer<Socket> serve) {
        Listener listener = new Listener(socket, serve);
        listener.acceptor.start();
        return listener;
    }

    /** Returns when nobody can connect any more: the port stays open until the accepting thread has let go of it. */
    @Override
    public void close() {
        try {
            socket.close();
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the proxy's port " + socket.getLocalPort(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a port closed", e);
        }
    }

    private void acceptAll(Consumer<Socket> serve) {
        while (!socket.isClosed()) {
            try {
                serve.accept(socket.accept());
            } catch (IOException closing) {
                // The listener was closed; a client that gave up while it was accepted is none of ours.
            }
        }
    }
}
