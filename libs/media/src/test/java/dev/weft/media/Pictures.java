package dev.weft.media;

import dev.weft.core.RgbImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The pictures of the test resources (see make_pictures.py beside them). */
final class Pictures {

    private Pictures() {}

    static byte[] bytes(String name) {
        try (InputStream stream = Pictures.class.getResourceAsStream("/pictures/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no test picture is named " + name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Pillow decodes it to, or ImageCms if it has a profile. */
    static RgbImage expected(String name) throws IOException {
        byte[] png = bytes("expected/" + name.replace('.', '_') + ".png");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        int at = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int argb = image.getRGB(x, y);
                rgb[at++] = (byte) (argb >> 16);
                rgb[at++] = (byte) (argb >> 8);
                rgb[at++] = (byte) argb;
            }
        }
        return new RgbImage(image.getWidth(), image.getHeight(), rgb);
    }
}
