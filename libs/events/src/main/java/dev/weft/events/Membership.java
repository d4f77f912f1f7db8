package dev.weft.events;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Whether a consumer is in touch with its group: the client itself retries silently for ever when the broker is away. Not thread-safe: the
 * poll thread's own.
 */
final class Membership {

    /** Heartbeats go out every 3 s while the coordinator is known; sessions end after 10 s. */
    private static final double SILENCE_SECONDS = 8;

    private boolean joined;

    /** Partitions were assigned, or none because others have them all. */
    void joined() {
        joined = true;
    }

    /** Partitions went to others unasked. */
    void lost() {
        joined = false;
    }

    @Nullable
    String problem(Consumer<?, ?> consumer) {
        double silence = -1;
        for (Map.Entry<MetricName, ? extends Metric> metric : consumer.metrics().entrySet()) {
            if (metric.getKey().name().equals("last-heartbeat-seconds-ago")
                    && metric.getValue().metricValue() instanceof Double seconds) {
                silence = seconds;
            }
        }
        if (!joined) {
            return "not a member of its group yet: is the broker up?";
        }
        if (silence > SILENCE_SECONDS) {
            return "no heartbeat to the group for " + (long) silence + " s: is the broker up?";
        }
        return null;
    }
}
