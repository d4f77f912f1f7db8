package dev.weft.evaluation.retrieval;

/** What is asked with, and what is searched. */
public enum Direction {
    TEXT_TO_IMAGE("text→image", "t2i"),
    IMAGE_TO_TEXT("image→text", "i2t");

    private final String shown;
    private final String wireName;

    Direction(String shown, String wireName) {
        this.shown = shown;
        this.wireName = wireName;
    }

    /** For people. */
    public String shown() {
        return shown;
    }

    /** The short name in the names of figures. */
    public String wireName() {
        return wireName;
    }
}
