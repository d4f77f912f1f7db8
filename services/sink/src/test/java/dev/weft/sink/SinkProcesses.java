package dev.weft.sink;

import dev.weft.testkit.JavaLaunch;
import dev.weft.testkit.JavaProcess;
import java.time.Duration;

/** Sinks as processes of their own, which a test kills and stops. */
final class SinkProcesses {

    private SinkProcesses() {}

    /**
     * @param uri of the store, which all of the group write to
     * @param session how long the group waits for a sink that says nothing
     */
    static JavaProcess start(SinkRig rig, String uri, int writers, Duration session) {
        return JavaLaunch.of(SinkMain.class)
                .options("-Xmx256m", "--enable-native-access=ALL-UNNAMED")
                .arguments(
                        rig.kafka.bootstrapServers(),
                        rig.kafka.topicPrefix(),
                        rig.kafka.partitions(),
                        uri,
                        writers,
                        session.toMillis())
                .start();
    }
}
