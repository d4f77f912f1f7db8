package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Searches by words, one after the other, over HTTP: request sent until answer read. */
final class TextSearch {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI url;

    TextSearch(HttpClient http, URI url) {
        this.http = http;
        this.url = url;
    }

    Percentiles measure(List<CatalogPicture> pictures, int warmUp, int searches)
            throws IOException, InterruptedException {
        double[] millis = new double[searches];
        for (int i = 0; i < warmUp + searches; i++) {
            byte[] body = JSON.writeValueAsBytes(
                    Map.of("text", pictures.get(i * 13 % pictures.size()).caption(), "k", 10));
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/search"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            long before = System.nanoTime();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("search answered " + answer.statusCode() + ": " + answer.body());
            }
            if (i >= warmUp) {
                millis[i - warmUp] = (System.nanoTime() - before) / 1e6;
            }
        }
        return Percentiles.of(millis);
    }
}
