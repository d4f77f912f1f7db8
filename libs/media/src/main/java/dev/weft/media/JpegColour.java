package dev.weft.media;

import java.util.Arrays;

/** What the components of a JPEG mean. */
enum JpegColour {
    GREY,
    RGB,
    YCBCR,
    CMYK,
    YCCK;

    private static final byte[] NO_MARKER = {};
    private static final byte[] JFIF = {
        (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0
    };
    private static final byte[] ADOBE_WITHOUT_TRANSFORM = {
        (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
    };

    /** Whether the samples are amounts of ink. */
    boolean isInks() {
        return this == CMYK || this == YCCK;
    }

    /** The marker that says so to Java's reader. Of four components it reads the samples as they are, whatever they mean. */
    byte[] marker() {
        return switch (this) {
            case GREY, YCBCR -> JFIF.clone();
            case RGB -> ADOBE_WITHOUT_TRANSFORM.clone();
            case CMYK, YCCK -> NO_MARKER.clone();
        };
    }

    /** Decides as libjpeg does ({@code default_decompress_parms} in jdapimin.c), and so as Pillow does. */
    static final class Guess {

        private static final int NO_ADOBE = -1;
        private static final int[] RGB_LETTERS = {'R', 'G', 'B'};

        private boolean jfif;
        private int adobe = NO_ADOBE;
        private int[] components = {};

        void sawJfif() {
            jfif = true;
        }

        /** @param transform 0 for none, 1 for YCbCr, 2 for YCCK */
        void sawAdobe(int transform) {
            adobe = transform;
        }

        void sawComponents(int[] ids) {
            if (ids.length != 1 && ids.length != 3 && ids.length != 4) {
                throw BudgetMeter.malformed("a JPEG must have 1, 3 or 4 components, got " + ids.length);
            }
            components = ids.clone();
        }

        JpegColour colour() {
            return switch (components.length) {
                case 1 -> GREY;
                case 3 -> isRgb() ? RGB : YCBCR;
                default -> adobe == 2 ? YCCK : CMYK;
            };
        }

        private boolean isRgb() {
            if (jfif) {
                return false;
            }
            return adobe == NO_ADOBE ? Arrays.equals(components, RGB_LETTERS) : adobe == 0;
        }
    }
}
