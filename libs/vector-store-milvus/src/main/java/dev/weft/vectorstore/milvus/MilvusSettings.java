package dev.weft.vectorstore.milvus;

import io.milvus.v2.common.ConsistencyLevel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a store's URI says: {@code milvus:http://host:19530/database?option=value&...}; the options are listed in the module's README.
 *
 * @param server {@code http://host:port}, or {@code https://...} for TLS
 * @param database none is the server's default one
 * @param consistency of searches and reads by key; whatever decides about versions is read strongly in any case
 * @param tombstones how long deletions are remembered
 */
record MilvusSettings(
        String server,
        Optional<String> database,
        Optional<Secret> token,
        Tls tls,
        ConsistencyLevel consistency,
        Design design,
        Limits limits,
        Duration tombstones,
        Secret canonical) {

    private static final Pattern DATABASE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    private static final int DEFAULT_PORT = 19_530;

    /**
     * @param authority PEM file of the certificates to trust; empty for those of the Java platform
     * @param certificate our own, for servers that ask for one
     */
    record Tls(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key, Optional<String> serverName) {}

    /** How a collection is made. It stays as it was made: changed options are for new ones. */
    record Design(VectorFormat format, VectorIndex index, int shards, int partitions, int replicas) {}

    /**
     * @param requestBytes below the server's own limit, which is 64 MiB unless configured otherwise
     * @param deadline of a single call
     */
    record Limits(int requestBytes, int requestRows, Duration connect, Duration deadline, Duration load) {}

    /** How fresh what is read must be. */
    enum Freshness {
        STRONG,
        BOUNDED,
        SESSION,
        EVENTUALLY
    }

    /**
     * @param location the store's URI without its scheme and colon
     * @throws IllegalArgumentException if it is none, or an option is unknown or out of its range
     */
    static MilvusSettings parse(String location) {
        int question = location.indexOf('?');
        URI uri = uri(question < 0 ? location : location.substring(0, question));
        UriOptions options = UriOptions.parse(question < 0 ? "" : location.substring(question + 1));
        String server =
                uri.getScheme() + "://" + uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
        Optional<String> database =
                Optional.of(uri.getPath().replaceFirst("^/", "")).filter(name -> !name.isEmpty());
        database.filter(name -> !DATABASE.matcher(name).matches()).ifPresent(name -> {
            throw new IllegalArgumentException("a Milvus database must be a letter or underscore followed by letters,"
                    + " digits or underscores, got " + name.length() + " characters that are not");
        });
        Tls tls = tls(options);
        if (!uri.getScheme().equals("https")
                && !tls.equals(new Tls(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))) {
            throw new IllegalArgumentException("the TLS options of a Milvus store need https://, got " + server);
        }
        MilvusSettings settings = new MilvusSettings(
                server,
                database,
                Credentials.from(options),
                tls,
                ConsistencyLevel.valueOf(
                        options.choice("consistency", Freshness.BOUNDED).name()),
                new Design(
                        options.choice("vectors", VectorFormat.FLOAT),
                        VectorIndex.from(options),
                        options.number("shards", 1, 1, 64),
                        options.number("partitions", 16, 1, 1024),
                        options.number("replicas", 1, 1, 64)),
                new Limits(
                        options.number("max_request_bytes", 48 << 20, 1 << 10, Integer.MAX_VALUE),
                        options.number("max_request_rows", 1000, 1, 100_000),
                        options.duration("connect_timeout", Duration.ofSeconds(10)),
                        options.duration("deadline", Duration.ofSeconds(30)),
                        options.duration("load_timeout", Duration.ofMinutes(2))),
                options.duration("tombstones", Duration.ofDays(7)),
                new Secret(server + "/" + database.orElse("") + "?" + options.canonical()));
        options.requireAllKnown();
        return settings;
    }

    /** Where it is, without secrets: for messages. */
    String where() {
        return server + database.map(name -> "/" + name).orElse("");
    }

    private static Tls tls(UriOptions options) {
        Tls tls = new Tls(
                options.file("ca"),
                options.file("client_cert"),
                options.file("client_key"),
                options.text("server_name"));
        boolean mutual = tls.certificate().isPresent();
        if (mutual != tls.key().isPresent() || (mutual && tls.authority().isEmpty())) {
            throw new IllegalArgumentException(
                    "a Milvus store that shows a certificate needs client_cert, client_key and ca, got only some of them");
        }
        return tls;
    }

    private static URI uri(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("http".equals(scheme) || "https".equals(scheme))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Told below without the cause, which may hold a password.
        }
        throw new IllegalArgumentException(
                "a Milvus store is named as milvus:http://host:19530/database?option=value (https for TLS;"
                        + " credentials are options), got something else");
    }
}
