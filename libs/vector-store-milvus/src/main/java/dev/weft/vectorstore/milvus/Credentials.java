package dev.weft.vectorstore.milvus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the server is shown: a token, or a user and a password, which Milvus takes as the token {@code user:password}. Each secret may stand in the
 * URI, in an environment variable that the URI names ({@code token_env}), or in a file ({@code token_file}), which keeps it out of configurations.
 */
final class Credentials {

    private Credentials() {}

    static Optional<Secret> from(UriOptions options) {
        Optional<Secret> token = secret(options, "token");
        Optional<String> user = options.text("user");
        Optional<Secret> password = secret(options, "password");
        if (token.isPresent() && (user.isPresent() || password.isPresent())) {
            throw new IllegalArgumentException("a Milvus store takes a token or a user with a password, got both");
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("a Milvus store needs a user and a password, got only one of them");
        }
        return token.or(() ->
                user.map(name -> new Secret(name + ":" + password.orElseThrow().reveal())));
    }

    private static Optional<Secret> secret(UriOptions options, String name) {
        Optional<String> plain = options.text(name);
        Optional<String> variable = options.text(name + "_env");
        Optional<Path> file = options.file(name + "_file");
        if (plain.stream().count() + variable.stream().count() + file.stream().count() > 1) {
            throw new IllegalArgumentException("give the " + name + " of a Milvus store once: by " + name + ", " + name
                    + "_env or " + name + "_file");
        }
        return plain.or(() -> variable.map(Credentials::fromEnvironment))
                .or(() -> file.map(Credentials::fromFile))
                .map(Secret::new);
    }

    private static String fromEnvironment(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "the environment variable " + variable + " must hold a secret for the Milvus store, got none");
        }
        return value;
    }

    private static String fromFile(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("could not read a secret for the Milvus store from " + file, e);
        }
    }
}
