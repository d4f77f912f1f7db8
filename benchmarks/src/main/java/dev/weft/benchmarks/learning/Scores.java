package dev.weft.benchmarks.learning;

import dev.weft.core.Split;
import dev.weft.learning.TrainedHeads;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What heads find: families that were held out in the gallery of all pictures of one style, and the guard set.
 *
 * @param heldOutToImage by captions
 * @param heldOutToText by pictures
 * @param guardToImage by captions
 * @param guardToText by pictures
 */
record Scores(Recall heldOutToImage, Recall heldOutToText, Recall guardToImage, Recall guardToText) {

    private static final String GALLERY_STYLE = "noto";

    static Scores of(TrainedHeads heads, PictureSet catalog, PictureSet guard) {
        int[] gallery = gallery(catalog);
        int[] all = IntStream.range(0, guard.pictures().size()).toArray();
        List<String> families = families(catalog, gallery);
        IntPredicate heldOut = i -> Split.of(families.get(i)) != Split.TRAIN;
        IntPredicate every = i -> true;
        float[][] images = heads.left().embed(catalog.images(), gallery);
        float[][] texts = heads.right().embed(catalog.texts(), captions(catalog, gallery));
        float[][] guardImages = heads.left().embed(guard.images(), all);
        float[][] guardTexts = heads.right().embed(guard.texts(), captions(guard, all));
        List<String> guardFamilies = families(guard, all);
        return new Scores(
                Recall.of(texts, images, families, heldOut),
                Recall.of(images, texts, families, heldOut),
                Recall.of(guardTexts, guardImages, guardFamilies, every),
                Recall.of(guardImages, guardTexts, guardFamilies, every));
    }

    /** Places of all pictures of one style. */
    static int[] gallery(PictureSet catalog) {
        return IntStream.range(0, catalog.pictures().size())
                .filter(i -> catalog.pictures().get(i).style().equals(GALLERY_STYLE))
                .toArray();
    }

    static List<String> families(PictureSet set, int[] places) {
        return IntStream.of(places)
                .mapToObj(place -> set.pictures().get(place).family())
                .toList();
    }

    static int[] captions(PictureSet set, int[] places) {
        return IntStream.of(places).map(place -> set.captions().get(place)).toArray();
    }

    @Override
    public String toString() {
        return "          held out: text to image " + heldOutToImage + ", image to text " + heldOutToText
                + "\n          guard:    text to image " + guardToImage + ", image to text " + guardToText + "\n";
    }
}
