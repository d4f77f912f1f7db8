package dev.weft.evaluation.gate;

import java.util.stream.Stream;

/** One question that the gate asks. A pure function. */
@FunctionalInterface
interface Rule {

    /** The checks it makes; the same names and subjects for every seed. */
    Stream<Check> judge(Comparison comparison);
}
