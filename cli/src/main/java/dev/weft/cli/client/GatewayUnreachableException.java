package dev.weft.cli.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Nobody answers at the gateway's address, or it has stayed unavailable: no request can succeed now. */
public final class GatewayUnreachableException extends Exception {

    private static final long serialVersionUID = 1L;

    GatewayUnreachableException(URI gateway, Throwable cause) {
        super("no gateway answers at " + gateway + " (" + describe(cause) + ")", cause);
    }

    private static String describe(Throwable cause) {
        @Nullable String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
