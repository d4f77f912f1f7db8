package dev.weft.sink;

import dev.weft.testkit.TestBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The README's configuration, with the test JVM's broker and a store of the test's own. */
public final class ForeignKafka implements QuarkusTestResourceLifecycleManager {

    static final String STORE = "lucene:"
            + Path.of("target", "foreign-" + ProcessHandle.current().pid()).toAbsolutePath();

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(Readme.configuration());
        configuration.put("weft.kafka.bootstrap-servers", TestBroker.bootstrapServers());
        configuration.put("weft.vector-store", STORE);
        configuration.put("quarkus.http.test-port", "0");
        return configuration;
    }

    @Override
    public void stop() {
        // The broker ends with the JVM.
    }
}
