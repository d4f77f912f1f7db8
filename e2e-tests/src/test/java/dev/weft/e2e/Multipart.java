package dev.weft.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A form as a browser sends it, byte for byte. */
final class Multipart {

    private static final String BOUNDARY = "----weft-e2e-boundary";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Multipart field(String name, byte[] value) {
        return part("form-data; name=\"" + name + "\"", "", value);
    }

    Multipart file(String name, String fileName, String type, byte[] bytes) {
        return part(
                "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
                "Content-Type: " + type + "\r\n",
                bytes);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] body() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return whole.toByteArray();
    }

    private Multipart part(String disposition, String more, byte[] bytes) {
        out.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n" + more + "\r\n").getBytes(UTF_8));
        out.writeBytes(bytes);
        out.writeBytes("\r\n".getBytes(UTF_8));
        return this;
    }
}
