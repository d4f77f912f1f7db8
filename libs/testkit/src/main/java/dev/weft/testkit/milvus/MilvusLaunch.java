package dev.weft.testkit.milvus;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A server that is to be started.
 *
 * @param settings of {@code milvus.yaml} by their path, such as {@code proxy.timeTickInterval}; they win over the file
 */
public record MilvusLaunch(MilvusKind kind, Map<String, String> settings) {

    /** A fifth of the server's own, in milliseconds: a strongly consistent read waits for it, and most tests read what they wrote. */
    private static final Map<String, String> FAST_READS = Map.of("proxy.timeTickInterval", "20");

    public MilvusLaunch {
        settings = Map.copyOf(settings);
    }

    static MilvusLaunch of(MilvusKind kind) {
        return new MilvusLaunch(kind, kind == MilvusKind.LITE ? Map.of() : FAST_READS);
    }

    /**
     * @param key the path of a setting in {@code milvus.yaml}
     * @throws IllegalArgumentException for Milvus Lite, which has none
     */
    public MilvusLaunch with(String key, String value) {
        if (kind == MilvusKind.LITE) {
            throw new IllegalArgumentException("milvus-lite has no settings, got " + key);
        }
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return new MilvusLaunch(kind, more);
    }

    /** With {@code common.security.authorizationEnabled}: the user is {@code root}, the password {@code Milvus}. */
    public MilvusLaunch withAuthorization() {
        return with("common.security.authorizationEnabled", "true");
    }

    /**
     * Starts it, and waits until it answers. The first start under a build folder installs the server, which takes up to minutes.
     *
     * @throws MilvusUnavailableException if it can't be had on this machine
     */
    public MilvusServer start() {
        return switch (kind) {
            case FULL -> ServerProcess.start(kind, data -> FullServer.in(data, environment()));
            case LITE -> ServerProcess.start(kind, LiteServer::in);
            case CONTAINER -> startContainer();
        };
    }

    private MilvusServer startContainer() {
        try {
            return ContainerServer.start(environment());
        } catch (NoClassDefFoundError e) {
            throw new MilvusUnavailableException(
                    "Testcontainers is missing: add org.testcontainers:testcontainers-milvus to the module's tests", e);
        }
    }

    /** Milvus reads a setting from the environment by its path in capitals with underscores. */
    private Map<String, String> environment() {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().replace('.', '_').toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }
}
