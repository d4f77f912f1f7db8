package dev.weft.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class DlqFilter {

    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "Where it failed: accept, read, fetch, decode, embed, index.")
    private @Nullable String stage;

    @Option(names = "--reason", paramLabel = "WORD", description = "Why, in one word, e.g. object_not_found.")
    private @Nullable String reason;

    @Option(names = "--release", paramLabel = "RELEASE", description = "The release it was processed for.")
    private @Nullable String release;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "What failed since then: 90s, 30m, 24h or 7d ago, or an instant (2026-11-25T10:00:00Z).")
    private @Nullable String since;

    /**
     * What is asked for, as the API names it; empty if nothing is.
     *
     * @throws UsageException if {@code --since} is no time
     */
    Map<String, String> fields(Instant now) throws UsageException {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "stage", stage);
        put(fields, "reason", reason);
        put(fields, "release", release);
        put(fields, "since", since == null ? null : instant(since, now).toString());
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static Instant instant(String text, Instant now) throws UsageException {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            long number = Long.parseLong(ago.group(1));
            return now.minus(
                    switch (ago.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    "--since must be like 24h, or an instant like 2026-11-25T10:00:00Z, got '" + text + "'");
        }
    }
}
