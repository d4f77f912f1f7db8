package dev.weft.media;

import dev.weft.core.RgbImage;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The colour profile (ICC.1) that came with a picture, unread until its pixels are converted. A profile of another colour space than the
 * picture's says nothing of its pixels and is passed over, so are those of inks (docs/adr/0009). Immutable.
 */
final class ColourProfile {

    /** Without a profile, samples are sRGB. */
    static final ColourProfile NONE = new ColourProfile(new byte[0]);

    /** Profiles of cameras and displays have up to 10 KB, those with tables for a scanner up to half a megabyte. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final int CHANNELS = 3;
    private static final int LEVELS = 256;
    /** So many rows are converted at a time: what the conversion holds beside the picture stays small. */
    private static final int PIXELS_AT_A_TIME = 1 << 16;
    /** Each of 6 × 6 × 6 colours, evenly spread. */
    private static final int PROBES_A_SIDE = 6;

    private final byte[] bytes;

    private ColourProfile(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws MediaRejectedException if it has more than {@link #MAX_BYTES} */
    static ColourProfile of(FileView file) {
        requireFewBytes(file.length());
        return new ColourProfile(file.bytes());
    }

    /**
     * Inflates a zlib stream up to the limit.
     *
     * @throws MediaRejectedException if it is more than {@link #MAX_BYTES} or no whole zlib stream
     */
    static ColourProfile inflate(FileView deflated) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated.bytes());
            byte[] out = new byte[MAX_BYTES + 1];
            int length = 0;
            while (!inflater.finished() && length < out.length) {
                int count = inflater.inflate(out, length, out.length - length);
                if (count == 0 && !inflater.finished()) {
                    throw BudgetMeter.malformed("a colour profile must be whole, got " + length + " bytes of it");
                }
                length += count;
            }
            requireFewBytes(length);
            return new ColourProfile(Arrays.copyOf(out, length));
        } catch (DataFormatException e) {
            throw new MediaRejectedException(Rejection.MALFORMED, "a colour profile can't be inflated", e);
        }
    }

    private static void requireFewBytes(long length) {
        if (length > MAX_BYTES) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_BYTES, "a colour profile may have " + MAX_BYTES + " bytes, got " + length);
        }
    }

    /**
     * The picture in sRGB; the same one where the profile is sRGB by another name.
     *
     * @throws MediaRejectedException if the profile is damaged
     */
    RgbImage toSrgb(RgbImage image) {
        if (bytes.length == 0) {
            return image;
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(bytes);
            ColorConvertOp conversion =
                    new ColorConvertOp(new ICC_Profile[] {profile, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
            return switch (profile.getColorSpaceType()) {
                case ColorSpace.TYPE_RGB -> changesNothing(conversion) ? image : convert(image, conversion);
                case ColorSpace.TYPE_GRAY -> isGrey(image) ? convertGrey(image, conversion) : image;
                default -> image;
            };
        } catch (CMMException | IllegalArgumentException e) {
            throw new MediaRejectedException(
                    Rejection.MALFORMED, "the colour profile is damaged: " + e.getMessage(), e);
        }
    }

    /** Half of all photographs say that they are sRGB: their pixels stay what they are, to the last bit. */
    private static boolean changesNothing(ColorConvertOp conversion) {
        byte[] probes = new byte[CHANNELS * PROBES_A_SIDE * PROBES_A_SIDE * PROBES_A_SIDE];
        int step = (LEVELS - 1) / (PROBES_A_SIDE - 1);
        for (int i = 0; i < probes.length / CHANNELS; i++) {
            probes[CHANNELS * i] = (byte) (i % PROBES_A_SIDE * step);
            probes[CHANNELS * i + 1] = (byte) (i / PROBES_A_SIDE % PROBES_A_SIDE * step);
            probes[CHANNELS * i + 2] = (byte) (i / PROBES_A_SIDE / PROBES_A_SIDE * step);
        }
        byte[] converted = new byte[probes.length];
        conversion.filter(raster(probes, CHANNELS), raster(converted, CHANNELS));
        for (int i = 0; i < probes.length; i++) {
            if (Math.abs((probes[i] & 0xff) - (converted[i] & 0xff)) > 1) {
                return false;
            }
        }
        return true;
    }

    private static RgbImage convert(RgbImage image, ColorConvertOp conversion) {
        byte[] from = image.rgb();
        byte[] to = new byte[from.length];
        for (int at = 0; at < from.length; at += CHANNELS * PIXELS_AT_A_TIME) {
            int end = Math.min(from.length, at + CHANNELS * PIXELS_AT_A_TIME);
            byte[] converted = new byte[end - at];
            conversion.filter(raster(Arrays.copyOfRange(from, at, end), CHANNELS), raster(converted, CHANNELS));
            System.arraycopy(converted, 0, to, at, converted.length);
        }
        return new RgbImage(image.width(), image.height(), to);
    }

    private static RgbImage convertGrey(RgbImage image, ColorConvertOp conversion) {
        byte[] levels = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            levels[level] = (byte) level;
        }
        byte[] table = new byte[CHANNELS * LEVELS];
        conversion.filter(raster(levels, 1), raster(table, CHANNELS));
        byte[] to = new byte[image.rgb().length];
        for (int i = 0; i < to.length; i++) {
            to[i] = table[CHANNELS * (image.rgb()[i] & 0xff) + i % CHANNELS];
        }
        return new RgbImage(image.width(), image.height(), to);
    }

    private static boolean isGrey(RgbImage image) {
        byte[] rgb = image.rgb();
        for (int i = 0; i < rgb.length; i += CHANNELS) {
            if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
                return false;
            }
        }
        return true;
    }

    /** One row of pixels, interleaved. */
    private static WritableRaster raster(byte[] samples, int bands) {
        int[] offsets = new int[bands];
        for (int band = 0; band < bands; band++) {
            offsets[band] = band;
        }
        return Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                samples.length / bands,
                1,
                samples.length,
                bands,
                offsets,
                null);
    }
}
