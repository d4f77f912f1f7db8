package dev.weft.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;

/** Chooses ports. Between the choice and its use another process may take a port; starting then fails, and says so. */
final class Ports {

    static final int DEFAULT_HTTP = 8080;

    private Ports() {}

    /**
     * The wanted port, or else the default one if it is free, or else any free one.
     *
     * @param option how the wanted port was asked for, for the message
     * @throws StartException if the wanted port is taken
     */
    static int choose(String option, OptionalInt wanted, OptionalInt byDefault, String host) throws StartException {
        if (wanted.isPresent()) {
            if (!isFree(wanted.getAsInt(), host)) {
                throw new StartException("port " + wanted.getAsInt() + " is taken. Choose another with " + option
                        + ", or leave the option out to get a free one.");
            }
            return wanted.getAsInt();
        }
        if (byDefault.isPresent() && isFree(byDefault.getAsInt(), host)) {
            return byDefault.getAsInt();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException("no port is free at " + host + ": " + e.getMessage(), e);
        }
    }

    private static boolean isFree(int port, String host) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
