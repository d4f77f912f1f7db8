package dev.weft.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.LongAdder;

/** Sends back what it gets, and ends when its client does; counts what it got. */
final class EchoServer implements AutoCloseable {

    private final ServerSocket listener;
    private final LongAdder received = new LongAdder();

    private EchoServer(ServerSocket listener) {
        this.listener = listener;
    }

    static EchoServer start() throws IOException {
        EchoServer echo = new EchoServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(echo::acceptAll);
        return echo;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    long received() {
        return received.sum();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> echo(client));
            }
        } catch (IOException closing) {
            // The test is over.
        }
    }

    private void echo(Socket client) {
        byte[] chunk = new byte[16 * 1024];
        try (client) {
            for (int length; (length = client.getInputStream().read(chunk)) >= 0; ) {
                received.add(length);
                client.getOutputStream().write(chunk, 0, length);
            }
        } catch (IOException broken) {
            // As the faults want it.
        }
    }
}
