package dev.weft.media;

import java.awt.image.BufferedImage;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a reader warned of. Java's JPEG reader fills what it can't decode with grey and says so in a warning only; a picture like
 * that must not be indexed.
 */
final class Completeness implements IIOReadWarningListener, IIOReadUpdateListener {

    /** Bytes between segments that belong to nothing: cameras write them, and no pixel is lost. */
    private static final String HARMLESS = "extraneous bytes";

    private @Nullable String damage;
    private int rows;

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String words = warning.toLowerCase(Locale.ROOT);
        if ((words.contains("corrupt") || words.contains("premature")) && !words.contains(HARMLESS)) {
            damage = warning;
        }
    }

    @Override
    public void imageUpdate(
            ImageReader source,
            BufferedImage image,
            int minX,
            int minY,
            int width,
            int height,
            int periodX,
            int periodY,
            int[] bands) {
        rows += height;
    }

    /** @param wantedRows that the reader must have reported, 0 where it doesn't */
    void require(int wantedRows) {
        if (damage != null) {
            throw BudgetMeter.malformed("the pixels can't be decoded whole: " + damage);
        }
        if (rows < wantedRows) {
            throw BudgetMeter.malformed("the picture must have " + wantedRows + " rows, got " + rows);
        }
    }

    @Override
    public void passStarted(
            ImageReader source,
            BufferedImage image,
            int pass,
            int minPass,
            int maxPass,
            int minX,
            int minY,
            int periodX,
            int periodY,
            int[] bands) {}

    @Override
    public void passComplete(ImageReader source, BufferedImage image) {}

    @Override
    public void thumbnailPassStarted(
            ImageReader source,
            BufferedImage thumbnail,
            int pass,
            int minPass,
            int maxPass,
            int minX,
            int minY,
            int periodX,
            int periodY,
            int[] bands) {}

    @Override
    public void thumbnailUpdate(
            ImageReader source,
            BufferedImage thumbnail,
            int minX,
            int minY,
            int width,
            int height,
            int periodX,
            int periodY,
            int[] bands) {}

    @Override
    public void thumbnailPassComplete(ImageReader source, BufferedImage thumbnail) {}
}
