package dev.weft.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** {@code multipart/form-data} (RFC 7578) with a known length; files above a megabyte are streamed. */
final class MultipartBody {

    /** Up to here one array is faster than a stream, and a few dozen of them in flight are no burden. */
    private static final long BUFFERED_BYTES = 1 << 20;

    /** 122 random bits: the chance that a picture contains it is negligible, so no picture is searched for it. */
    private static final String BOUNDARY = "weft-" + UUID.randomUUID();

    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private static final byte[] END = ascii("--" + BOUNDARY + "--\r\n");

    private MultipartBody() {}

    static BodyPublisher of(Upload upload) throws IOException {
        return of(
                upload.fields(),
                upload.picture().map(picture -> Map.of("file", picture)).orElse(Map.of()));
    }

    /**
     * Texts, and then files.
     *
     * @param texts by the name of the field
     * @param files by the name of the field
     */
    static BodyPublisher of(Map<String, String> texts, Map<String, MediaBytes> files) throws IOException {
        List<BodyPublisher> parts = new ArrayList<>();
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        new TreeMap<>(texts).forEach((name, value) -> {
            pending.writeBytes(partHead("name=\"" + name + "\"", "text/plain; charset=UTF-8"));
            pending.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            pending.writeBytes(ascii("\r\n"));
        });
        for (Map.Entry<String, MediaBytes> file : new TreeMap<>(files).entrySet()) {
            MediaBytes bytes = file.getValue();
            pending.writeBytes(partHead(
                    "name=\"" + file.getKey() + "\"; filename=\"" + quoted(bytes.fileName()) + "\"",
                    "application/octet-stream"));
            if (bytes.sizeBytes() <= BUFFERED_BYTES) {
                try (InputStream in = bytes.open()) {
                    in.transferTo(pending);
                }
            } else {
                parts.add(BodyPublishers.ofByteArray(pending.toByteArray()));
                pending.reset();
                parts.add(streamed(bytes));
            }
            pending.writeBytes(ascii("\r\n"));
        }
        pending.writeBytes(END);
        BodyPublisher last = BodyPublishers.ofByteArray(pending.toByteArray());
        if (parts.isEmpty()) {
            return last;
        }
        parts.add(last);
        return BodyPublishers.concat(parts.toArray(BodyPublisher[]::new));
    }

    private static BodyPublisher streamed(MediaBytes file) throws IOException {
        // An unreadable file must fail here: inside the request it could not be told from a broken connection.
        file.open().close();
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> {
                    try {
                        return file.open();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                file.sizeBytes());
    }

    private static byte[] partHead(String disposition, String contentType) {
        return ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\nContent-Type: "
                        + contentType + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Percent-encodes what would end the quoted name, as browsers do. */
    private static String quoted(String fileName) {
        return fileName.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
