package dev.weft.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small pictures, made on the spot. */
public final class TestImages {

    private static final int SIDE = 16;
    private static final int TILE = 4;

    private TestImages() {}

    /** A 16×16 PNG of coloured tiles, the same for the same seed. */
    public static byte[] png(long seed) {
        return encoded(tiles(seed), "png");
    }

    /** The same picture as {@link #png(long)}, as a JPEG. */
    public static byte[] jpeg(long seed) {
        return encoded(tiles(seed), "jpeg");
    }

    private static BufferedImage tiles(long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int[] colours = random.ints((SIDE / TILE) * (SIDE / TILE), 0, 0x1000000).toArray();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, colours[y / TILE * (SIDE / TILE) + x / TILE]);
            }
        }
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("this Java must write " + format + ", got no writer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
