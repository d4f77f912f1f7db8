package dev.weft.trainer.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A release that is to be measured.
 *
 * @param name for people
 * @param sets with features of its own towers; of the same content for all that are compared
 * @param seeds its heads by the seed that they were learnt with, first those that go live; by 0 where seeds mean nothing
 */
public record Contender(String name, List<JudgedSet> sets, SequencedMap<Long, Heads> seeds) {

    public Contender {
        sets = List.copyOf(sets);
        seeds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(seeds));
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException(name + " must have heads, got none");
        }
    }

    /** One with heads of which no seed is known. */
    public static Contender of(String name, List<JudgedSet> sets, Heads heads) {
        SequencedMap<Long, Heads> only = new LinkedHashMap<>();
        only.put(0L, heads);
        return new Contender(name, sets, only);
    }
}
