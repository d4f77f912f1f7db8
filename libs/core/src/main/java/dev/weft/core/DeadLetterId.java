package dev.weft.core;

import java.util.regex.Pattern;

/**
 * Where a dead letter lies on the dlq topic, which names it.
 *
 * @param partition at least 0
 * @param offset at least 0
 */
public record DeadLetterId(int partition, long offset) {

    /** Short enough for every match to fit into its type. */
    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,8})-(0|[1-9][0-9]{0,17})");

    public DeadLetterId {
        if (partition < 0 || offset < 0) {
            throw new IllegalArgumentException(
                    "a dead letter's partition and offset must be at least 0, got " + partition + " and " + offset);
        }
    }

    /**
     * Reads {@code partition-offset}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static DeadLetterId parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "a dead letter's id must be partition-offset, such as 3-42, got '" + Shown.of(text) + "'");
        }
        return new DeadLetterId(Integer.parseInt(match.group(1)), Long.parseLong(match.group(2)));
    }

    @Override
    public String toString() {
        return partition + "-" + offset;
    }
}
