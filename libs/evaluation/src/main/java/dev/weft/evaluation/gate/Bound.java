package dev.weft.evaluation.gate;

import java.util.Locale;

/**
 * What a measured value is held against.
 *
 * @param side on which the value must lie
 */
public record Bound(Side side, double limit) {

    /** Where the value must lie. A value that is no number lies nowhere. */
    public enum Side {
        AT_LEAST("≥"),
        ABOVE(">"),
        AT_MOST("≤");

        private final String shown;

        Side(String shown) {
            this.shown = shown;
        }

        /** For people. */
        public String shown() {
            return shown;
        }
    }

    static Bound atLeast(double limit) {
        return new Bound(Side.AT_LEAST, limit);
    }

    static Bound above(double limit) {
        return new Bound(Side.ABOVE, limit);
    }

    static Bound atMost(double limit) {
        return new Bound(Side.AT_MOST, limit);
    }

    public boolean holds(double value) {
        return switch (side) {
            case AT_LEAST -> value >= limit;
            case ABOVE -> value > limit;
            case AT_MOST -> value <= limit;
        };
    }

    /** How far the value is on the right side; negative on the wrong one, and lowest for what is no number. */
    double room(double value) {
        double room = side == Side.AT_MOST ? limit - value : value - limit;
        return Double.isNaN(room) ? Double.NEGATIVE_INFINITY : room;
    }

    /** For people, {@code ≥ 0.50} for example. */
    public String shown() {
        return side.shown() + " " + String.format(Locale.ROOT, "%.4g", limit);
    }
}
