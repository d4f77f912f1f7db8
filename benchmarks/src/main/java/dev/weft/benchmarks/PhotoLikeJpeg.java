package dev.weft.benchmarks;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Soft waves of colour under the grain of a sensor: as many bits a pixel as a photograph, and the same ones each time. */
final class PhotoLikeJpeg {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int WAVES = 12;
    private static final double GRAIN = 6;
    private static final float QUALITY = 0.85f;
    private static final long SEED = 20_261_124;

    private PhotoLikeJpeg() {}

    static byte[] bytes() throws IOException {
        Random random = new Random(SEED);
        double[][] pixels = new double[WIDTH * HEIGHT][3];
        for (int wave = 0; wave < WAVES; wave++) {
            double right = random.nextDouble(-0.05, 0.05);
            double down = random.nextDouble(-0.05, 0.05);
            double[] strength = random.doubles(3, 5, 25).toArray();
            for (int i = 0; i < pixels.length; i++) {
                int x = i % WIDTH;
                int y = i / WIDTH;
                double height = Math.sin(x * right + y * down + wave);
                for (int channel = 0; channel < 3; channel++) {
                    pixels[i][channel] += height * strength[channel];
                }
            }
        }
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < pixels.length; i++) {
            int rgb = 0;
            for (int channel = 0; channel < 3; channel++) {
                rgb = rgb << 8 | (int) Math.clamp(128 + pixels[i][channel] + random.nextGaussian() * GRAIN, 0, 255);
            }
            image.setRGB(i % WIDTH, i / WIDTH, rgb);
        }
        return encode(image);
    }

    private static byte[] encode(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
