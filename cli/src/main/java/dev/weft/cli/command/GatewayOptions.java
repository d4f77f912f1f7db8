package dev.weft.cli.command;

import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command that talks to a gateway takes. */
final class GatewayOptions {

    private static final String DEFAULT_URL = "http://127.0.0.1:8080";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the gateway is. Without it: the variable WEFT_URL, else what a standalone running in this "
                            + "folder has written down, else " + DEFAULT_URL + ".")
    private @Nullable String url;

    @Option(names = "--json", description = "Print JSON for programs instead of text for people.")
    private boolean json;

    boolean json() {
        return json;
    }

    Terminal terminal() {
        return Terminal.system(System.getenv());
    }

    GatewayClient client(Retry retry) {
        return new GatewayClient(address(System.getenv(), Path.of("")), retry);
    }

    URI address(Map<String, String> environment, Path folder) {
        Optional<String> given = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(environment.get("WEFT_URL")).filter(u -> !u.isBlank()));
        if (given.isEmpty()) {
            return AddressFile.newestBelow(folder.toAbsolutePath()).orElse(URI.create(DEFAULT_URL));
        }
        try {
            URI address = URI.create(given.get());
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw usage(given.get());
        }
        throw usage(given.get());
    }

    private ParameterException usage(String given) {
        if (command == null) {
            throw new IllegalStateException("picocli sets the command");
        }
        return new ParameterException(
                command.commandLine(),
                "the gateway's address must look like " + DEFAULT_URL + ", got '" + Terminal.printable(given) + "'");
    }
}
