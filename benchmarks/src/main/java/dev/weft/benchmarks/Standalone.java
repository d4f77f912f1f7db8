package dev.weft.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged standalone as a process of its own, started through the launcher as a user would. */
public final class Standalone implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Duration pageAfter;

    private Standalone(Process process, URI url, long startedNanos) throws IOException, InterruptedException {
        this.process = process;
        this.url = url;
        awaitOk(URI.create(url + "/"));
        pageAfter = Duration.ofNanos(System.nanoTime() - startedNanos);
        awaitOk(URI.create(url + "/q/health/ready"));
    }

    static Standalone start(Path root, Path data) throws IOException, InterruptedException {
        return start(root, data, Map.of());
    }

    /**
     * @param root of the project
     * @param environment variables beside this process's own, with which any key of the configuration can be set
     */
    public static Standalone start(Path root, Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        List<String> command = List.of(
                root.resolve("weft").toString(), "up", "--data", data.toString(), "--port", Integer.toString(port));
        long started = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(
                        data.resolveSibling("standalone.log").toFile()));
        builder.environment().putAll(environment);
        return new Standalone(builder.start(), URI.create("http://127.0.0.1:" + port), started);
    }

    public URI url() {
        return url;
    }

    /** From the start of the process until the page answered. */
    Duration pageAfter() {
        return pageAfter;
    }

    private void awaitOk(URI uri) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet: that is what is being waited for.
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        throw new IOException(uri + " did not answer 200 within " + START_LIMIT.toSeconds() + " s");
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
        http.close();
    }
}
