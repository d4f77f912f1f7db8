package dev.weft.testkit.milvus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/** Milvus Lite as a server of its own. It listens on loopback, and speaks gRPC only. */
final class LiteServer implements ServerProgram {

    private static final int ANSWER_LIMIT_MILLIS = 1_000;
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    /** What a client of HTTP/2 says first: its preface, and a SETTINGS frame without settings (RFC 9113, 3.4). */
    private static final byte[] HTTP2_HELLO = HexFormat.of()
            .parseHex(HexFormat.of().formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                    + "000000040000000000");

    private static final int FRAME_HEADER_BYTES = 9;
    private static final int FRAME_TYPE_OFFSET = 3;
    private static final byte SETTINGS = 4;

    private final Path python;
    private final Path data;
    private final int port;

    private LiteServer(Path python, Path data, int port) {
        this.python = python;
        this.data = data;
        this.port = port;
    }

    static LiteServer in(DataFolder data) {
        VirtualEnvironment environment = VirtualEnvironment.named("lite", made -> {});
        return new LiteServer(
                environment.python(), data.path(), FreePorts.take(1).getFirst());
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ProcessBuilder command() {
        return new ProcessBuilder(
                python.toString(),
                "-m",
                "milvus_lite",
                "server",
                "--data-dir",
                data.resolve("data").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port));
    }

    /** When its gRPC answers: the kernel alone would accept a connection to a server that hangs. */
    @Override
    public boolean ready() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_LIMIT_MILLIS);
            socket.getOutputStream().write(HTTP2_HELLO);
            byte[] header = new byte[FRAME_HEADER_BYTES];
            new DataInputStream(socket.getInputStream()).readFully(header);
            return header[FRAME_TYPE_OFFSET] == SETTINGS;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Duration startLimit() {
        return START_LIMIT;
    }
}
