package dev.weft.evaluation.retrieval;

/** What is asked with, and what is searched. */
public enum Direction {
    TEXT_TO_IMAGE("text→image"),
    IMAGE_TO_TEXT("image→text");

    private final String shown;

    Direction(String shown) {
        this.shown = shown;
    }

    /** For people. */
    public String shown() {
        return shown;
    }
}
