package dev.weft.gateway.deadletters;

import dev.weft.core.DeadLetterId;
import dev.weft.events.deadletters.ReplayRequest.Effect;
import dev.weft.events.deadletters.ReplayRequest.Repeat;
import java.util.List;

/** What a request wants replayed. */
public record Replay(Letters letters, String by, Repeat repeat, Effect effect) {

    /** Letters by their names, or those that a listing gives. */
    public sealed interface Letters {}

    public record Named(List<DeadLetterId> ids) implements Letters {
        public Named {
            ids = List.copyOf(ids);
        }
    }

    public record Listed(Listing listing) implements Letters {}
}
