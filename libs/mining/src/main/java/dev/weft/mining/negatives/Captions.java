package dev.weft.mining.negatives;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How captions are compared. */
public final class Captions {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}\\p{So}]+");

    private Captions() {}

    /** Two captions that only differ in case, form of characters, spaces or punctuation are one. Pictographs count: some captions consist of them. */
    public static String normalised(String caption) {
        String folded = Normalizer.normalize(caption, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return NOT_A_WORD.matcher(folded).replaceAll(" ").strip();
    }
}
