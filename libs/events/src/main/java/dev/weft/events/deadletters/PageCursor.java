package dev.weft.events.deadletters;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a page of dead letters starts: for each partition the offset below which nothing was shown yet. A partition that is not in it is done.
 *
 * @param below by partition
 */
public record PageCursor(Map<Integer, Long> below) {

    private static final String ENTRY = "[0-9]{1,9}-[0-9]{1,18}";
    private static final Pattern TEXT = Pattern.compile(ENTRY + "(_" + ENTRY + ")*+");

    public PageCursor {
        below = Map.copyOf(below);
    }

    /**
     * Reads the {@link #toString()} form.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static PageCursor parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("a page's start must be taken from the page before");
        }
        Map<Integer, Long> below = new TreeMap<>();
        for (String entry : text.split("_", -1)) {
            int dash = entry.indexOf('-');
            below.put(Integer.valueOf(entry.substring(0, dash)), Long.valueOf(entry.substring(dash + 1)));
        }
        return new PageCursor(below);
    }

    /** Fit for a URL as it is. */
    @Override
    public String toString() {
        return new TreeMap<>(below)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "-" + entry.getValue())
                        .collect(Collectors.joining("_"));
    }
}
