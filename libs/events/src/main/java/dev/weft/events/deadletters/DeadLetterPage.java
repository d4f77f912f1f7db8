package dev.weft.events.deadletters;

import java.util.List;
import java.util.Optional;

/**
 * Some dead letters, newest first.
 *
 * @param letters may be fewer than were asked for, and even none, while {@code next} is there: a page looks at a bounded number of records
 * @param next where the next page starts; absent at the end
 * @param unreadable records met on the way that are no dead letters
 */
public record DeadLetterPage(List<DeadLetterSummary> letters, Optional<PageCursor> next, int unreadable) {
    public DeadLetterPage {
        letters = List.copyOf(letters);
    }
}
