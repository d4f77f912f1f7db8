package dev.weft.vectorstore.milvus;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of scratch collections. They tell when they were made, because servers don't agree on how they tell it. */
final class ScratchName {

    /** A probe takes seconds, minutes where each of its calls ends by its deadline; clocks of machines differ by less than that. */
    static final Duration LONGER_THAN_A_PROBE = Duration.ofMinutes(15);

    /** Not the name of a release, so that no store takes it for a collection of its own. */
    private static final String PREFIX = "weft_probe_";

    private static final Pattern SHAPE = Pattern.compile(PREFIX + "(\\d{10})_[0-9a-f]{32}");

    private ScratchName() {}

    /** One that nobody else has. */
    static String of(Instant now) {
        return String.format(
                Locale.ROOT,
                "%s%010d_%s",
                PREFIX,
                now.getEpochSecond(),
                UUID.randomUUID().toString().replace("-", ""));
    }

    /** Whether it is so old that whoever made it has died. Never of a name that is not one of these. */
    static boolean isLeftOver(String name, Instant now) {
        Matcher parts = SHAPE.matcher(name);
        return parts.matches()
                && Instant.ofEpochSecond(Long.parseLong(parts.group(1)))
                        .plus(LONGER_THAN_A_PROBE)
                        .isBefore(now);
    }
}
