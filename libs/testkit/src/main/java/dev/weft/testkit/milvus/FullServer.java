package dev.weft.testkit.milvus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Milvus 2.3.5 with its own etcd. All servers run from the one unpacked program and its configuration file; what is of one server's own, its
 * folders and all of its ports, comes from the environment, which wins. With a configuration of its own for the embedded etcd, whose ports are
 * otherwise always 2379 and 2380, several servers run on one machine. The server listens on every address: it has no setting for that.
 */
final class FullServer implements ServerProgram {

    private static final int HTTP_LIMIT_MILLIS = 1_000;
    /** Seen: 1 s for an empty one, 50 s after SIGKILL with 100,000 rows. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final List<String> INTERNAL_PORTS = List.of(
            "PROXY_INTERNALPORT",
            "ROOTCOORD_PORT",
            "DATACOORD_PORT",
            "DATANODE_PORT",
            "QUERYCOORD_PORT",
            "QUERYNODE_PORT",
            "INDEXCOORD_PORT",
            "INDEXNODE_PORT");

    private final Path program;
    private final Path data;
    private final Map<String, String> environment;
    private final int port;
    private final int healthPort;

    private FullServer(Path program, Path data, Map<String, String> settings) throws IOException {
        this.program = program;
        this.data = data;
        List<Integer> ports = FreePorts.take(4 + INTERNAL_PORTS.size());
        port = ports.get(0);
        healthPort = ports.get(1);
        environment = new HashMap<>(settings);
        environment.put("DEPLOY_MODE", "STANDALONE");
        environment.put("LD_LIBRARY_PATH", program.resolve("bin").toString());
        environment.put("MILVUSCONF", program.resolve("configs").toString());
        environment.put("METRICS_PORT", Integer.toString(healthPort));
        environment.put("PROXY_PORT", Integer.toString(port));
        for (int i = 0; i < INTERNAL_PORTS.size(); i++) {
            environment.put(INTERNAL_PORTS.get(i), Integer.toString(ports.get(ports.size() - 1 - i)));
        }
        environment.put("LOG_FILE_ROOTPATH", "");
        environment.put("LOCALSTORAGE_PATH", data.resolve("data").toString());
        environment.put("ROCKSMQ_PATH", data.resolve("rocksmq").toString());
        environment.put("ETCD_DATA_DIR", data.resolve("etcd").toString());
        environment.put("ETCD_LOG_PATH", data.resolve("etcd.log").toString());
        environment.put("ETCD_ENDPOINTS", "127.0.0.1:" + ports.get(2));
        environment.put(
                "ETCD_CONFIG_PATH",
                etcdConfiguration(ports.get(2), ports.get(3)).toString());
    }

    /** @param settings as environment variables */
    static FullServer in(DataFolder data, Map<String, String> settings) {
        String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        if (!platform.equals("Linux on amd64")) {
            throw new MilvusUnavailableException("the package has the server for Linux on amd64, this is " + platform
                    + ": use Docker, or Milvus Lite");
        }
        VirtualEnvironment environment = VirtualEnvironment.named(
                "full",
                made -> made.run(
                        "unpack_full.py", made.folder().resolve("server").toString()));
        try {
            return new FullServer(environment.folder().resolve("server"), data.path(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration in " + data.path(), e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public ProcessBuilder command() {
        ProcessBuilder builder =
                new ProcessBuilder(program.resolve("bin/milvus").toString(), "run", "standalone");
        builder.directory(data.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    /** When all its parts call themselves healthy and a call to the coordinator comes back, if only to refuse these credentials. */
    @Override
    public boolean ready() {
        String collections = get(port, "/v1/vector/collections");
        return get(healthPort, "/healthz").equals("OK")
                && (collections.contains("\"code\":200") || collections.contains("\"code\":1800"));
    }

    @Override
    public Duration startLimit() {
        return START_LIMIT;
    }

    /** What is there, or nothing. */
    private static String get(int port, String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
            connection.setConnectTimeout(HTTP_LIMIT_MILLIS);
            connection.setReadTimeout(HTTP_LIMIT_MILLIS);
            connection.setRequestProperty("Authorization", "Bearer root:Milvus");
            try (var in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return "";
        }
    }

    private Path etcdConfiguration(int clientPort, int peerPort) throws IOException {
        String clients = "http://127.0.0.1:" + clientPort;
        String peers = "http://127.0.0.1:" + peerPort;
        return Files.writeString(data.resolve("etcd.yaml"), """
                name: default
                listen-client-urls: %1$s
                advertise-client-urls: %1$s
                listen-peer-urls: %2$s
                initial-advertise-peer-urls: %2$s
                initial-cluster: default=%2$s
                """.formatted(clients, peers));
    }
}
