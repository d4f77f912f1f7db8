package dev.weft.mining.negatives;

/** The four ways an anchor is searched with. */
enum Search {
    IMAGE_TO_TEXT,
    TEXT_TO_IMAGE,
    IMAGE_TO_IMAGE,
    TEXT_TO_TEXT;

    boolean withMedia() {
        return this == IMAGE_TO_TEXT || this == IMAGE_TO_IMAGE;
    }

    boolean forText() {
        return this == IMAGE_TO_TEXT || this == TEXT_TO_TEXT;
    }
}
