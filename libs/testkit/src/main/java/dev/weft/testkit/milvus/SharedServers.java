package dev.weft.testkit.milvus;

import java.util.EnumMap;
import java.util.Map;

/** One server of each kind for all test classes of the JVM, started when first asked for; ends with the JVM. */
final class SharedServers {

    private static final Map<MilvusKind, MilvusServer> STARTED = new EnumMap<>(MilvusKind.class);
    /** What could not be had once is not tried again: an installation that fails may have taken minutes. */
    private static final Map<MilvusKind, MilvusUnavailableException> UNAVAILABLE = new EnumMap<>(MilvusKind.class);

    private SharedServers() {}

    /** @throws MilvusUnavailableException if it can't be had on this machine */
    static synchronized MilvusServer of(MilvusKind kind) {
        MilvusUnavailableException known = UNAVAILABLE.get(kind);
        if (known != null) {
            throw known;
        }
        try {
            return STARTED.computeIfAbsent(
                    kind, wanted -> MilvusLaunch.of(wanted).start());
        } catch (MilvusUnavailableException e) {
            UNAVAILABLE.put(kind, e);
            throw e;
        }
    }
}
