package dev.weft.trainer.judge;

import dev.weft.evaluation.gate.SetVectors;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.learning.Side;

/** A frozen set with the features of its pool. Immutable; safe for use by several threads. */
public final class JudgedSet {

    private final EvaluationSet set;
    private final Side media;
    private final int[] mediaRows;
    private final Side texts;
    private final int[] textRows;

    /**
     * @param mediaRows of each of the pool's items its row of {@code media}
     * @param textRows of each of the pool's items its row of {@code texts}
     */
    public JudgedSet(EvaluationSet set, Side media, int[] mediaRows, Side texts, int[] textRows) {
        if (mediaRows.length != set.poolSize() || textRows.length != set.poolSize()) {
            throw new IllegalArgumentException("set " + set.name() + " must have features of its " + set.poolSize()
                    + " items, got " + mediaRows.length + " and " + textRows.length);
        }
        this.set = set;
        this.media = media;
        this.mediaRows = mediaRows.clone();
        this.texts = texts;
        this.textRows = textRows.clone();
    }

    public EvaluationSet set() {
        return set;
    }

    /** What the heads make of the pool. */
    SetVectors vectors(Heads heads) {
        return new SetVectors(heads.media(media, mediaRows), heads.texts(texts, textRows));
    }
}
