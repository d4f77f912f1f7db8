package dev.weft.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.UUID;

/** {@code multipart/form-data} (RFC 7578) with a known length; pictures above a megabyte are streamed. */
final class MultipartBody {

    /** Up to here one array is faster than a stream, and a few dozen of them in flight are no burden. */
    private static final long BUFFERED_BYTES = 1 << 20;

    /** 122 random bits: the chance that a picture contains it is negligible, so no picture is searched for it. */
    private static final String BOUNDARY = "weft-" + UUID.randomUUID();

    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private static final byte[] END = ascii("--" + BOUNDARY + "--\r\n");

    private MultipartBody() {}

    static BodyPublisher of(Upload upload) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        new TreeMap<>(upload.fields()).forEach((name, value) -> {
            head.writeBytes(partHead("name=\"" + name + "\"", "text/plain; charset=UTF-8"));
            head.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            head.writeBytes(ascii("\r\n"));
        });
        if (upload.picture().isEmpty()) {
            head.writeBytes(END);
            return BodyPublishers.ofByteArray(head.toByteArray());
        }
        MediaBytes picture = upload.picture().get();
        head.writeBytes(
                partHead("name=\"file\"; filename=\"" + quoted(picture.fileName()) + "\"", "application/octet-stream"));
        return picture.sizeBytes() <= BUFFERED_BYTES ? buffered(head, picture) : streamed(head, picture);
    }

    private static BodyPublisher buffered(ByteArrayOutputStream body, MediaBytes picture) throws IOException {
        try (InputStream in = picture.open()) {
            in.transferTo(body);
        }
        body.writeBytes(ascii("\r\n"));
        body.writeBytes(END);
        return BodyPublishers.ofByteArray(body.toByteArray());
    }

    private static BodyPublisher streamed(ByteArrayOutputStream head, MediaBytes picture) throws IOException {
        // An unreadable file must fail here: inside the request it could not be told from a broken connection.
        picture.open().close();
        BodyPublisher bytes = BodyPublishers.ofInputStream(() -> {
            try {
                return picture.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return BodyPublishers.concat(
                BodyPublishers.ofByteArray(head.toByteArray()),
                BodyPublishers.fromPublisher(bytes, picture.sizeBytes()),
                BodyPublishers.ofByteArray(ascii("\r\n")),
                BodyPublishers.ofByteArray(END));
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
