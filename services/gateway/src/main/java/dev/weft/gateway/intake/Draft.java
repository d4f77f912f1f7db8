package dev.weft.gateway.intake;

import dev.weft.core.Attributes;
import dev.weft.core.MediaId;
import java.util.Optional;

/** What a request asks to store, checked as far as that goes without looking into the picture. */
public record Draft(
        Optional<MediaId> id,
        Optional<Picture> picture,
        Optional<String> caption,
        Optional<String> family,
        Attributes attributes) {

    @Override
    public String toString() {
        return "Draft[" + id + "]";
    }
}
