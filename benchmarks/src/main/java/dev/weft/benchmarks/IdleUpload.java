package dev.weft.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * One upload at a time: from the HTTP answer until the client's event stream says searchable. No content comes twice, however often this measures. For
 * one thread.
 */
public final class IdleUpload {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI url;
    private int next;

    public IdleUpload(HttpClient http, URI url) {
        this.http = http;
        this.url = url;
    }

    Percentiles measure(List<CatalogPicture> pictures, int warmUp, int uploads)
            throws IOException, InterruptedException {
        double[] millis = new double[uploads];
        for (int i = 0; i < warmUp + uploads; i++) {
            double taken = millis(pictures);
            if (i >= warmUp) {
                millis[i - warmUp] = taken;
            }
        }
        return Percentiles.of(millis);
    }

    /** Uploads one picture that nobody has seen, and waits until it can be found. */
    public double millis(List<CatalogPicture> pictures) throws IOException, InterruptedException {
        int number = next++;
        return upload(pictures.get(number * 7 % pictures.size()), number);
    }

    private double upload(CatalogPicture picture, int number) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("id", "bench-" + number + "-" + picture.id());
        body.put("caption", picture.caption() + " number " + number);
        body.put(
                "uri", "data:image/png;base64," + Base64.getEncoder().encodeToString(changed(picture.bytes(), number)));
        HttpRequest post = HttpRequest.newBuilder(URI.create(url + "/v1/media"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        HttpResponse<String> accepted = http.send(post, HttpResponse.BodyHandlers.ofString());
        long answered = System.nanoTime();
        if (accepted.statusCode() != 202) {
            throw new IOException("upload answered " + accepted.statusCode() + ": " + accepted.body());
        }
        String events =
                JSON.readTree(accepted.body()).get("links").get("events").asText();
        awaitSearchable(URI.create(url + events));
        return (System.nanoTime() - answered) / 1e6;
    }

    private void awaitSearchable(URI events) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(events)
                .header("Accept", "text/event-stream")
                .build();
        try (Stream<String> lines =
                http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            Iterator<String> iterator = lines.iterator();
            while (iterator.hasNext()) {
                String line = iterator.next();
                if (line.startsWith("data:")) {
                    JsonNode status = JSON.readTree(line.substring("data:".length()));
                    if (status.get("state").asText().equals("searchable")) {
                        return;
                    }
                    if (status.get("state").asText().equals("failed")) {
                        throw new IOException("upload failed: " + status.get("failure"));
                    }
                }
            }
        }
        throw new IOException("the event stream ended before the item was searchable");
    }

    /** A picture nobody has seen: the corner pixel differs, so that no cache by content can answer. */
    private static byte[] changed(byte[] png, int number) throws IOException {
        BufferedImage source = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage copy = new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.createGraphics().drawImage(source, 0, 0, null);
        copy.setRGB(0, 0, number);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(copy, "png", out);
        return out.toByteArray();
    }
}
