package dev.weft.benchmarks.learning;

import dev.weft.learning.TrainedHeads;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What heads find: families that were held out, and those that were learnt from, in the gallery of all pictures of one style; and the guard set.
 *
 * @param heldOutToImage by captions
 * @param heldOutToText by pictures
 * @param learntToImage by captions
 * @param learntToText by pictures
 * @param guardToImage by captions
 * @param guardToText by pictures
 */
record Scores(
        Answers heldOutToImage,
        Answers heldOutToText,
        Answers learntToImage,
        Answers learntToText,
        Answers guardToImage,
        Answers guardToText) {

    private static final String GALLERY_STYLE = "noto";

    /** @param heldOut whether nothing was learnt from a family; all others were learnt from */
    static Scores of(TrainedHeads heads, DemoData demo, Predicate<String> heldOut) {
        Embedded catalog = Embedded.of(heads, demo.catalog(), gallery(demo.catalog()));
        Found unseen = catalog.ask(heldOut);
        Found learnt = catalog.ask(heldOut.negate());
        int[] all = IntStream.range(0, demo.guard().pictures().size()).toArray();
        Found guard = Embedded.of(heads, demo.guard(), all).ask(family -> true);
        return new Scores(
                unseen.toImage(), unseen.toText(), learnt.toImage(), learnt.toText(), guard.toImage(), guard.toText());
    }

    /** What is found in a set, both ways. */
    private record Found(Answers toImage, Answers toText) {}

    /** A gallery's pictures, their captions and their families, by place. */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    private record Embedded(float[][] images, float[][] texts, List<String> families) {

        static Embedded of(TrainedHeads heads, PictureSet set, int[] places) {
            return new Embedded(
                    heads.left().embed(set.images(), places),
                    heads.right().embed(set.texts(), captions(set, places)),
                    Scores.families(set, places));
        }

        /** @param asked the families whose pictures and captions are asked with */
        Found ask(Predicate<String> asked) {
            int[] queries = IntStream.range(0, families.size())
                    .filter(i -> asked.test(families.get(i)))
                    .toArray();
            return new Found(
                    Answers.of(texts, images, families, queries), Answers.of(images, texts, families, queries));
        }
    }

    /** Places of all pictures of one style. */
    private static int[] gallery(PictureSet catalog) {
        return IntStream.range(0, catalog.pictures().size())
                .filter(i -> catalog.pictures().get(i).style().equals(GALLERY_STYLE))
                .toArray();
    }

    private static List<String> families(PictureSet set, int[] places) {
        return IntStream.of(places)
                .mapToObj(place -> set.pictures().get(place).family())
                .toList();
    }

    private static int[] captions(PictureSet set, int[] places) {
        return IntStream.of(places).map(place -> set.captions().get(place)).toArray();
    }

    @Override
    public String toString() {
        return "          held out: text to image " + heldOutToImage + ", image to text " + heldOutToText
                + "\n          learnt:   text to image " + learntToImage + ", image to text " + learntToText
                + "\n          guard:    text to image " + guardToImage + ", image to text " + guardToText + "\n";
    }
}
