package dev.weft.mining.negatives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.RgbImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {

    @Test
    void shouldBeNearlyTheSameWhenAPictureIsScaledOrNoisy() {
        for (int seed = 0; seed < 50; seed++) {
            RgbImage picture = picture(seed, 200, 160, 0);

            assertThat(distance(picture, picture(seed, 100, 80, 0)))
                    .as("scaled, seed %d", seed)
                    .isLessThanOrEqualTo(6);
            assertThat(distance(picture, picture(seed, 200, 160, 12)))
                    .as("noisy, seed %d", seed)
                    .isLessThanOrEqualTo(6);
        }
    }

    @Test
    void shouldDifferWhenPicturesDo() {
        int near = 0;
        for (int seed = 0; seed < 200; seed++) {
            near += distance(picture(seed, 64, 64, 0), picture(seed + 1_000, 64, 64, 0)) <= 6 ? 1 : 0;
        }

        assertThat(near).isZero();
    }

    @Test
    void shouldHashAPictureThatIsSmallerThanItsGrid() {
        assertThat(PerceptualHash.of(picture(1, 1, 1, 0))).isEqualTo(PerceptualHash.of(picture(2, 1, 1, 0)));
        assertThat(PerceptualHash.of(picture(1, 3, 7, 0))).isNotZero();
    }

    private static int distance(RgbImage one, RgbImage other) {
        return Long.bitCount(PerceptualHash.of(one) ^ PerceptualHash.of(other));
    }

    /** Twelve soft spots on a ground, drawn at any size. */
    private static RgbImage picture(int seed, int width, int height, int noise) {
        Random spots = new Random(seed);
        Random grain = new Random(99);
        double[][] spot = new double[12][];
        for (int i = 0; i < spot.length; i++) {
            spot[i] = new double[] {
                spots.nextDouble(), spots.nextDouble(), 0.05 + 0.2 * spots.nextDouble(), 255 * spots.nextDouble() - 128
            };
        }
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = 128;
                for (double[] one : spot) {
                    double dx = (x + 0.5) / width - one[0];
                    double dy = (y + 0.5) / height - one[1];
                    value += one[3] * Math.exp(-(dx * dx + dy * dy) / (one[2] * one[2]));
                }
                value += noise == 0 ? 0 : grain.nextInt(2 * noise) - noise;
                for (int channel = 0; channel < 3; channel++) {
                    rgb[3 * (y * width + x) + channel] = (byte) Math.clamp(Math.round(value), 0, 255);
                }
            }
        }
        return new RgbImage(width, height, rgb);
    }
}
