package dev.weft.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The metrics that an application shows. */
public final class Metrics {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Metrics() {}

    /**
     * The sum of a metric's series that have a label; one that is not known counts for nothing.
     *
     * @param label as it is written, {@code name="value"}
     */
    public static double sum(HttpClient http, URI url, String name, String label)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/q/metrics"))
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .mapToDouble(line -> Math.max(0, Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                .sum();
    }
}
