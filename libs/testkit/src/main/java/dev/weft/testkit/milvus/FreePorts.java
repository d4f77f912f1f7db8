package dev.weft.testkit.milvus;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports nobody listens on, below those that systems give to outgoing connections (from 32,768 on Linux): so nobody takes one by chance while
 * its server is down between a kill and a restart.
 */
final class FreePorts {

    private static final int FIRST = 12_000;
    private static final int BOUND = 32_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** As many different ones, all free at once. */
    static List<Integer> take(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < TRIES && held.size() < count; i++) {
                hold(ThreadLocalRandom.current().nextInt(FIRST, BOUND), held);
            }
            if (held.size() < count) {
                throw new IllegalStateException("no " + count + " free ports between " + FIRST + " and " + BOUND);
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    private static void hold(int port, List<ServerSocket> held) {
        try {
            ServerSocket socket = new ServerSocket();
            // On every address, since the full server can't be told to listen on one.
            socket.bind(new InetSocketAddress(port));
            held.add(socket);
        } catch (IOException taken) {
            // Another number is tried.
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("port " + socket.getLocalPort() + " can't be given back", e);
        }
    }
}
