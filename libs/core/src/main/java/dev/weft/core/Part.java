package dev.weft.core;

/**
 * One thing to embed of a media item.
 *
 * @param name unique within the item, such as {@value #IMAGE} or {@value #CAPTION}
 */
public record Part(String name, Modality modality, PartContent content) {

    /** The name of an item's picture. */
    public static final String IMAGE = "image";

    /** The name of an item's caption. */
    public static final String CAPTION = "caption";

    /** The name of an item's sound. */
    public static final String AUDIO = "audio";

    /** The name of an item's video. */
    public static final String VIDEO = "video";

    public Part {
        Names.requireId("part", name);
        boolean inline = content instanceof PartContent.InlineText;
        if (inline != (modality == Modality.TEXT)) {
            throw new IllegalArgumentException("text is carried inline and everything else in the object store, got "
                    + modality + " in " + content.getClass().getSimpleName());
        }
    }

    public static Part caption(String text) {
        return new Part(CAPTION, Modality.TEXT, new PartContent.InlineText(text));
    }

    public static Part image(PartContent.StoredObject object) {
        return new Part(IMAGE, Modality.IMAGE, object);
    }

    public static Part audio(PartContent.StoredObject object) {
        return new Part(AUDIO, Modality.AUDIO, object);
    }

    public static Part video(PartContent.StoredObject object) {
        return new Part(VIDEO, Modality.VIDEO, object);
    }
}
