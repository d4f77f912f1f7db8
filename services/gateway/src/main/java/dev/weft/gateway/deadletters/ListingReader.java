package dev.weft.gateway.deadletters;

import dev.weft.core.DeadLetterId;
import dev.weft.core.ReleaseId;
import dev.weft.core.Stage;
import dev.weft.events.deadletters.DeadLetterFilter;
import dev.weft.events.deadletters.DeadLetterLog;
import dev.weft.events.deadletters.PageCursor;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes a listing of a request's texts, wherever they stand. */
public final class ListingReader {

    /** What a page has when nothing else is asked for. */
    public static final int DEFAULT_LIMIT = 100;

    private static final String STAGES =
            Arrays.stream(Stage.values()).map(Stage::wireName).collect(Collectors.joining(", "));

    private ListingReader() {}

    /**
     * Reads the filter.
     *
     * @param text gives the text of {@code stage}, {@code reason}, {@code release} and {@code since}, where it is given
     * @throws ProblemException {@code malformed_request}
     */
    public static DeadLetterFilter filter(Function<String, Optional<String>> text) {
        return new DeadLetterFilter(
                text.apply("stage").map(ListingReader::stage),
                text.apply("reason"),
                text.apply("release").map(ListingReader::release),
                text.apply("since").map(ListingReader::since));
    }

    /** @throws ProblemException {@code malformed_request} */
    public static PageCursor after(String text) {
        try {
            return PageCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw malformed("after must be the 'next' of an earlier answer, got " + Quoted.of(text), e);
        }
    }

    /** @throws ProblemException {@code malformed_request} */
    public static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= DeadLetterLog.MAX_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw badLimit(text, e);
        }
        throw badLimit(text, null);
    }

    /** @throws ProblemException {@code invalid_id} */
    public static DeadLetterId id(String text) {
        try {
            return DeadLetterId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Reason.INVALID_ID, String.valueOf(e.getMessage()), e);
        }
    }

    private static Stage stage(String text) {
        return Arrays.stream(Stage.values())
                .filter(stage -> stage.wireName().equals(text))
                .findFirst()
                .orElseThrow(() -> malformed("stage must be one of " + STAGES + ", got " + Quoted.of(text), null));
    }

    private static ReleaseId release(String text) {
        try {
            return ReleaseId.parse(text);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private static Instant since(String text) {
        try {
            Instant since = Instant.parse(text);
            var _ = since.toEpochMilli();
            return since;
        } catch (DateTimeParseException | ArithmeticException e) {
            throw malformed("since must be an instant such as 2026-11-25T10:00:00Z, got " + Quoted.of(text), e);
        }
    }

    private static ProblemException badLimit(String text, @org.jspecify.annotations.Nullable Exception cause) {
        return malformed(
                "limit must be a whole number from 1 to " + DeadLetterLog.MAX_PAGE + ", got " + Quoted.of(text), cause);
    }

    private static ProblemException malformed(String detail, @org.jspecify.annotations.Nullable Exception cause) {
        return new ProblemException(StandardReason.MALFORMED_REQUEST, detail, cause);
    }
}
