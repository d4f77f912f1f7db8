package dev.weft.cli.command;

import org.jspecify.annotations.Nullable;

/** What was typed can't be right, whatever the gateway says. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
