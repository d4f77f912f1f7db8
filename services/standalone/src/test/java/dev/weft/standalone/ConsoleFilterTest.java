package dev.weft.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ConsoleFilterTest {

    private final ConsoleFilter filter = new ConsoleFilter();

    @Test
    void shouldShowOurWarningsAndEverybodysErrors() {
        assertThat(filter.isLoggable(record("dev.weft.sink.Sink", Level.WARNING)))
                .isTrue();
        assertThat(filter.isLoggable(record("org.apache.kafka.Broker", Level.SEVERE)))
                .isTrue();
    }

    @Test
    void shouldKeepTheRestForTheFile() {
        assertThat(filter.isLoggable(record("dev.weft.sink.Sink", Level.INFO))).isFalse();
        assertThat(filter.isLoggable(record("org.apache.kafka.Broker", Level.WARNING)))
                .isFalse();
    }

    private static LogRecord record(String logger, Level level) {
        LogRecord record = new LogRecord(level, "message");
        record.setLoggerName(logger);
        return record;
    }
}
