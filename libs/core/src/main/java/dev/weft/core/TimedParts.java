package dev.weft.core;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the parts that sound and video are cut into: {@code audio~5000} is the window of the part {@code audio} that starts after 5,000
 * milliseconds. The name is the row's key in every topic and index, so the start needs no field of its own there.
 */
public final class TimedParts {

    private static final Pattern NAME = Pattern.compile("[^~]+~(0|[1-9][0-9]{0,11})");

    private TimedParts() {}

    /**
     * The name of a window.
     *
     * @param part the name of the part it was cut from, without {@code ~}
     * @param start from the beginning of the part, whole milliseconds, not negative
     */
    public static String name(String part, Duration start) {
        String name = part + "~" + start.toMillis();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a window has a part's name without '~' and a start from 0, got '" + part + "' and " + start);
        }
        return name;
    }

    /** When the window of this name starts; empty for a part that is no window. */
    public static Optional<Duration> start(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(Duration.ofMillis(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }
}
