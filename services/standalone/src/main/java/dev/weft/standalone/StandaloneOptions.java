package dev.weft.standalone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code up} and {@code demo} have in common. */
final class StandaloneOptions {

    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where everything is kept. Default: .weft/data in the current folder; .weft/demo for the demo.")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port of the page and the API. Default: 8080, or a free one if that is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen at. Default: ${DEFAULT-VALUE}, this machine only. There is no log-in: whoever "
                            + "reaches another address can read and change everything.")
    private String host = "127.0.0.1";

    @Option(
            names = "--kafka-port",
            paramLabel = "N",
            description = "The port of the broker, on this machine only. Default: a free one.")
    private @Nullable Integer kafkaPort;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics, fixed when a data folder is made. Default: 6.")
    private @Nullable Integer partitions;

    /**
     * Locks the data folder and chooses the ports.
     *
     * @param defaultFolder where to keep everything, unless {@code --data} says otherwise
     */
    Assembly assemble(Path defaultFolder) throws StartException {
        check("--port", port, MAX_PORT);
        check("--kafka-port", kafkaPort, MAX_PORT);
        check("--partitions", partitions, 10_000);
        checkHost();
        int httpPort = Ports.choose("--port", optional(port), OptionalInt.of(Ports.DEFAULT_HTTP), host);
        int brokerPort = Ports.choose("--kafka-port", optional(kafkaPort), OptionalInt.empty(), "127.0.0.1");
        DataFolder folder = DataFolder.lock(data == null ? defaultFolder : data);
        return new Assembly(folder, host, httpPort, brokerPort, optional(partitions), vectorStore());
    }

    /** What an operator has set: it wins over the index in the data folder. */
    private static Optional<String> vectorStore() {
        return Optional.ofNullable(System.getProperty(Assembly.VECTOR_STORE))
                .or(() -> Optional.ofNullable(System.getenv("WEFT_VECTOR_STORE")));
    }

    private void checkHost() throws StartException {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                System.err.println("weft: listening at " + host
                        + ", where others may reach it. There is no log-in: they can read and change everything.");
            }
        } catch (UnknownHostException e) {
            throw new StartException("--host must be an address of this machine, got '" + host + "'", e);
        }
    }

    private static void check(String option, @Nullable Integer value, int max) throws StartException {
        if (value != null && (value < 1 || value > max)) {
            throw new StartException(option + " must be 1 to " + max + ", got " + value);
        }
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
