package dev.weft.modelcatalog;

import dev.weft.core.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Downloads into a part file, and goes on where an earlier try has stopped: with Range and If-Range (RFC 9110, 13.1.5 and 14.2), so that no byte
 * of another version is appended. Without a strong entity tag, and where the server ignores the range, it starts afresh. Safe for use by several
 * threads.
 */
final class HttpDownload implements AutoCloseable {

    private static final int MAX_REDIRECTS = 3;
    private static final int BUFFER_BYTES = 256 * 1024;

    /** Nothing in a catalog comes near: a server that never ends must not fill the disk. */
    private static final long MAX_BYTES = 64L << 30;

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_SATISFIABLE = 416;
    private static final int TOO_MANY = 429;
    private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");

    private final HttpOptions options;
    private final HttpClient client;

    HttpDownload(HttpOptions options) {
        this.options = options;
        // HTTP/1.1: a connection of its own for each file, which can be dropped with what it still carries.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(options.connectTimeout())
                .build();
    }

    /** Is told how much there is of a file. */
    interface Progress {
        void at(long bytes, OptionalLong total);
    }

    /**
     * Completes the part file.
     *
     * @param size what the file must have; anything else ends the download at once
     * @throws UnreachableException if there is no connection: another file of this server is not worth a try
     * @throws IOException if the server doesn't have the file, has another one, or breaks off too often; what has arrived stays
     */
    void fetch(URI uri, PartFile part, OptionalLong size, Progress progress) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(uri, part, size, progress);
                return;
            } catch (BrokenOffException e) {
                if (attempt == options.tries()) {
                    throw e;
                }
            }
            Thread.sleep(options.pause().multipliedBy(1L << (attempt - 1)));
        }
    }

    private void attempt(URI uri, PartFile part, OptionalLong size, Progress progress)
            throws IOException, InterruptedException {
        Optional<String> entityTag = part.entityTag(uri);
        long from = entityTag.isPresent() ? part.sizeBytes() : 0;
        HttpResponse<InputStream> response = follow(uri, entityTag, from);
        try (InputStream body = response.body()) {
            HttpHeaders headers = response.headers();
            switch (response.statusCode()) {
                case OK -> {
                    part.restart();
                    Optional<String> tag = headers.firstValue("ETag").filter(HttpDownload::isStrong);
                    if (tag.isPresent()) {
                        part.comesFrom(uri, tag.get());
                    }
                    receive(body, part, wholeSize(headers.firstValueAsLong("Content-Length"), size), size, progress);
                }
                case PARTIAL -> {
                    Range range = range(headers);
                    if (range.first().isEmpty() || range.first().getAsLong() != from || from == 0) {
                        part.restart();
                        throw new BrokenOffException("sent another range than it was asked for");
                    }
                    receive(body, part, wholeSize(range.total(), size), size, progress);
                }
                case NOT_SATISFIABLE -> {
                    OptionalLong total = range(headers).total();
                    if (from == 0 || total.isEmpty() || total.getAsLong() != from) {
                        part.restart();
                        throw new BrokenOffException("has less than an earlier try had received");
                    }
                }
                default -> throw refused(response.statusCode());
            }
        }
    }

    private static IOException refused(int status) {
        String message = "answered " + status;
        return status >= 500 || status == TOO_MANY ? new BrokenOffException(message) : new IOException(message);
    }

    private HttpResponse<InputStream> follow(URI start, Optional<String> entityTag, long from)
            throws IOException, InterruptedException {
        URI uri = start;
        for (int redirects = 0; ; redirects++) {
            HttpResponse<InputStream> response = send(uri, entityTag, from);
            int status = response.statusCode();
            Optional<String> location = response.headers().firstValue("Location");
            if (status < 300 || status > 399 || location.isEmpty()) {
                return response;
            }
            response.body().close();
            if (redirects == MAX_REDIRECTS) {
                throw new IOException("redirects more than " + MAX_REDIRECTS + " times");
            }
            uri = target(uri, location.get());
        }
    }

    private static URI target(URI uri, String location) throws IOException {
        URI target;
        try {
            target = uri.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException("redirects to '" + Shown.of(location) + "', which is no address", e);
        }
        boolean https = "https".equalsIgnoreCase(target.getScheme());
        boolean http = "http".equalsIgnoreCase(target.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme());
        if ((!https && !http) || target.getHost() == null) {
            throw new IOException(
                    "redirects to '" + Shown.of(location) + "', which must not be followed from " + uri.getScheme());
        }
        return target;
    }

    private HttpResponse<InputStream> send(URI uri, Optional<String> entityTag, long from)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(options.stallTimeout())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "weft");
        entityTag.ifPresent(
                tag -> request.header("Range", "bytes=" + from + "-").header("If-Range", tag));
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException | NoRouteToHostException | SSLException e) {
            throw new UnreachableException(uri.getAuthority() + " can't be reached" + reason(e), e);
        } catch (IOException e) {
            throw new BrokenOffException("gave no answer: " + e.getMessage(), e);
        }
    }

    /** The JDK leaves the message out where there is no connection. */
    private static String reason(IOException e) {
        return e.getMessage() == null ? "" : ": " + e.getMessage();
    }

    private void receive(InputStream body, PartFile part, OptionalLong total, OptionalLong size, Progress progress)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long most = size.orElse(MAX_BYTES);
        try (StallGuard guard = StallGuard.over(body, options.stallTimeout())) {
            progress.at(part.sizeBytes(), total);
            for (int read = read(body, buffer, guard); read >= 0; read = read(body, buffer, guard)) {
                guard.progress();
                if (part.sizeBytes() + read > most) {
                    part.restart();
                    throw new IOException("sends more than " + most + " bytes");
                }
                part.append(buffer, read);
                progress.at(part.sizeBytes(), total);
            }
        }
        if (total.isPresent() && part.sizeBytes() != total.getAsLong()) {
            throw new BrokenOffException("broke off after " + part.sizeBytes() + " of " + total.getAsLong() + " bytes");
        }
    }

    private int read(InputStream body, byte[] buffer, StallGuard guard) throws IOException {
        try {
            int read = body.read(buffer);
            if (!guard.stalled()) {
                return read;
            }
        } catch (IOException e) {
            if (!guard.stalled()) {
                throw new BrokenOffException("broke off: " + e.getMessage(), e);
            }
        }
        throw new BrokenOffException(
                "sent nothing for " + options.stallTimeout().toSeconds() + " s");
    }

    /** @throws IOException if the server's file has another size than the catalog's: not worth a byte */
    private static OptionalLong wholeSize(OptionalLong announced, OptionalLong size) throws IOException {
        if (announced.isPresent() && size.isPresent() && announced.getAsLong() != size.getAsLong()) {
            throw new IOException(
                    "has a file of " + announced.getAsLong() + " bytes, it must have " + size.getAsLong());
        }
        return announced.isPresent() ? announced : size;
    }

    private static boolean isStrong(String entityTag) {
        return entityTag.startsWith("\"") && entityTag.length() < 1000;
    }

    private static Range range(HttpHeaders headers) {
        Matcher matcher = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        if (!matcher.matches()) {
            return new Range(OptionalLong.empty(), OptionalLong.empty());
        }
        return new Range(number(matcher.group(1)), number(matcher.group(2)));
    }

    private static OptionalLong number(@Nullable String digits) {
        return digits == null || digits.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private record Range(OptionalLong first, OptionalLong total) {}

    /** Nobody answers there. */
    static final class UnreachableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreachableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It may go on at the next try. */
    private static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(String message) {
            super(message);
        }

        BrokenOffException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
