package dev.weft.standalone;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * What people at a terminal see of the log: our warnings, and errors of everybody. Libraries warn of what they then repair themselves, a
 * broker of its first start for example; that stays in the log file.
 */
@LoggingFilter(name = "people")
public final class ConsoleFilter implements Filter {

    @Override
    public boolean isLoggable(LogRecord record) {
        String logger = record.getLoggerName();
        int least =
                logger != null && logger.startsWith("dev.weft") ? Level.WARNING.intValue() : Level.SEVERE.intValue();
        return record.getLevel().intValue() >= least;
    }
}
