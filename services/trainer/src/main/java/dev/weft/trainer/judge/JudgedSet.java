package dev.weft.trainer.judge;

import dev.weft.evaluation.gate.SetVectors;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.learning.Side;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A frozen set with the features of its pool, as the towers of a release make them. An item that these can't embed is absent: it is found by nothing and
 * finds nothing, as it would not be in the collection of that release. Immutable; safe for use by several threads.
 */
public final class JudgedSet {

    /** The row of an item that has no features. */
    static final int ABSENT = -1;

    private final EvaluationSet set;
    private final Side media;
    private final int[] mediaRows;
    private final Side texts;
    private final int[] textRows;
    private final BitSet absent = new BitSet();

    /**
     * @param mediaRows of each of the pool's items its row of {@code media}, or {@link #ABSENT}
     * @param textRows of each of the pool's items its row of {@code texts}, or {@link #ABSENT} where the former is
     */
    public JudgedSet(EvaluationSet set, Side media, int[] mediaRows, Side texts, int[] textRows) {
        if (mediaRows.length != set.poolSize() || textRows.length != set.poolSize()) {
            throw new IllegalArgumentException("set " + set.name() + " must have features of its " + set.poolSize()
                    + " items, got " + mediaRows.length + " and " + textRows.length);
        }
        this.set = set;
        this.media = media;
        this.mediaRows = present(mediaRows);
        this.texts = texts;
        this.textRows = present(textRows);
        for (int item = 0; item < mediaRows.length; item++) {
            absent.set(item, mediaRows[item] == ABSENT);
        }
    }

    private static int[] present(int[] rows) {
        return Arrays.stream(rows).filter(row -> row != ABSENT).toArray();
    }

    public EvaluationSet set() {
        return set;
    }

    /** How many items of the pool have features. */
    public int present() {
        return mediaRows.length;
    }

    /** What the heads make of the pool. */
    SetVectors vectors(Heads heads) {
        return new SetVectors(
                heads.media(media, mediaRows).withAbsent(absent),
                heads.texts(texts, textRows).withAbsent(absent));
    }
}
