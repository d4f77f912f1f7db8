package dev.weft.core;

import java.util.Locale;

/** What kind of content a {@link Part} is. Video is indexed as parts of its frames and its sound. */
public enum Modality {
    TEXT,
    IMAGE,
    AUDIO,
    VIDEO;

    /** The lower-case name used in JSON, in model manifests and in stored rows. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a {@link #wireName()}.
     *
     * @throws IllegalArgumentException if there is no such modality
     */
    public static Modality fromWireName(String name) {
        for (Modality modality : values()) {
            if (modality.wireName().equals(name)) {
                return modality;
            }
        }
        throw new IllegalArgumentException("modality must be one of text, image, audio, video, got '" + name + "'");
    }
}
