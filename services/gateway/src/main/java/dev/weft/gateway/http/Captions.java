package dev.weft.gateway.http;

import dev.weft.core.MediaItem;
import dev.weft.core.Part;
import dev.weft.core.PartContent.InlineText;
import java.util.Optional;

/** The caption of an item. */
final class Captions {

    private Captions() {}

    static Optional<String> of(MediaItem item) {
        return item.part(Part.CAPTION)
                .flatMap(part ->
                        part.content() instanceof InlineText(String text) ? Optional.of(text) : Optional.empty());
    }
}
