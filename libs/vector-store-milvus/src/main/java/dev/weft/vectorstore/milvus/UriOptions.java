package dev.weft.vectorstore.milvus;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The options after the question mark of a store's URI. Remembers which were asked for, so that a misspelt one doesn't pass in silence. Not thread-safe. */
final class UriOptions {

    private final SortedMap<String, String> values;
    private final Set<String> known = new TreeSet<>();

    private UriOptions(SortedMap<String, String> values) {
        this.values = values;
    }

    /** @param query {@code name=value&name=value}, percent-encoded; may be empty */
    static UriOptions parse(String query) {
        SortedMap<String, String> values = new TreeMap<>();
        for (String option : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "the options of a Milvus store are name=value joined by '&', got one without a name or a value");
            }
            String name = decoded(option.substring(0, equals));
            if (values.put(name, decoded(option.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("the option '" + name + "' of a Milvus store was given twice");
            }
        }
        return new UriOptions(values);
    }

    Optional<String> text(String name) {
        known.add(name);
        return Optional.ofNullable(values.get(name));
    }

    int number(String name, int unless, int lowest, int highest) {
        return text(name)
                .map(text -> {
                    try {
                        int value = Integer.parseInt(text);
                        if (value >= lowest && value <= highest) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        // Told below, in the same words.
                    }
                    throw invalid(name, "a number from " + lowest + " to " + highest, text);
                })
                .orElse(unless);
    }

    Duration duration(String name, Duration unless) {
        return text(name)
                .map(text -> {
                    try {
                        Duration value = Duration.parse(text);
                        if (value.isPositive()) {
                            return value;
                        }
                    } catch (DateTimeParseException e) {
                        // Told below, in the same words.
                    }
                    throw invalid(name, "a positive duration such as PT30S or P7D", text);
                })
                .orElse(unless);
    }

    <E extends Enum<E>> E choice(String name, E unless) {
        E[] choices = unless.getDeclaringClass().getEnumConstants();
        return text(name)
                .map(text -> Arrays.stream(choices)
                        .filter(choice -> choice.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> invalid(
                                name,
                                "one of "
                                        + Arrays.stream(choices).map(Enum::name).collect(Collectors.joining(", ")),
                                text)))
                .orElse(unless);
    }

    /** A file that must be there: the SDK would only log that it is missing. */
    Optional<Path> file(String name) {
        Optional<Path> file = text(name).map(Path::of);
        file.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw invalid(name, "a file that can be read", path.toString());
        });
        return file;
    }

    /** @throws IllegalArgumentException if there are options that nobody asked for */
    void requireAllKnown() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("a Milvus store has no option " + String.join(", ", unknown)
                    + "; there are " + String.join(", ", known));
        }
    }

    /** The options in the order of their names: one spelling for all orders. */
    String canonical() {
        return values.entrySet().stream()
                .map(option -> encoded(option.getKey()) + "=" + encoded(option.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static IllegalArgumentException invalid(String name, String allowed, String value) {
        return new IllegalArgumentException(
                "the option '" + name + "' of a Milvus store must be " + allowed + ", got '" + value + "'");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
