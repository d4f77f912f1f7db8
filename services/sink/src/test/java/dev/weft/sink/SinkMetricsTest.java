package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldShowTheSinkThatRunsAndNotTheOneBefore() {
        new SinkMetrics(registry).close();
        SinkMetrics running = new SinkMetrics(registry);

        double during = running.writing(1, 1, new BatchLimits(10, 10), () -> inFlight());

        assertThat(during).isEqualTo(1);
        assertThat(inFlight()).isZero();
    }

    private double inFlight() {
        return registry.get("sink.batches.in.flight").gauge().value();
    }
}
