package dev.weft.gateway.intake;

import java.util.Map;
import java.util.Optional;

/** The parts of a form that were filled in. */
public final class Form {

    private final Map<String, String> texts;
    private final Optional<byte[]> file;

    Form(Map<String, String> texts, Optional<byte[]> file) {
        this.texts = Map.copyOf(texts);
        this.file = file;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** The bytes are the caller's from now on. */
    Optional<byte[]> file() {
        return file;
    }
}
