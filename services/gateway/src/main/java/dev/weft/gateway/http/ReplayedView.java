package dev.weft.gateway.http;

import dev.weft.core.DeadLetterReplay;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * When, by whom and to where a dead letter was replayed.
 *
 * @param by as they called themselves
 */
@Schema(name = "Replayed")
public record ReplayedView(String at, String by, int attempt, String topic, int partition, long offset) {

    static @Nullable ReplayedView of(@Nullable DeadLetterReplay replay) {
        return replay == null
                ? null
                : new ReplayedView(
                        Times.iso(replay.at()),
                        replay.by(),
                        replay.attempt(),
                        replay.topic(),
                        replay.partition(),
                        replay.offset());
    }
}
