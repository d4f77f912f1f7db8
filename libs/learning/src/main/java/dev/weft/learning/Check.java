package dev.weft.learning;

/** Options' ranges. */
final class Check {

    private Check() {}

    static void range(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got " + value);
        }
    }
}
