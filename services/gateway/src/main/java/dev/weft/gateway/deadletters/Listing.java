package dev.weft.gateway.deadletters;

import dev.weft.events.deadletters.DeadLetterFilter;
import dev.weft.events.deadletters.PageCursor;
import java.util.Optional;

/** Which dead letters a request asks for. */
public record Listing(DeadLetterFilter filter, Optional<PageCursor> after, int limit) {}
