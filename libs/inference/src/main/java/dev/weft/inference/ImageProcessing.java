package dev.weft.inference;

import java.util.List;

/**
 * How a picture becomes the tower's input: padded to a centred white square, resized by Pillow's antialiased bicubic filter,
 * {@code (value · rescale − mean) / std} by channel, channels first.
 *
 * @param size of the square's side, in pixels
 * @param rescale a factor for values of 0 to 255
 * @param mean of red, green and blue after rescaling
 * @param std of red, green and blue after rescaling
 */
record ImageProcessing(int size, double rescale, List<Double> mean, List<Double> std) {

    static final int CHANNELS = 3;
    private static final int MAX_SIZE = 2048;

    ImageProcessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (size < 1 || size > MAX_SIZE) {
            throw new IllegalArgumentException("size must be 1 to " + MAX_SIZE + " pixels, got " + size);
        }
        if (mean.size() != CHANNELS || std.size() != CHANNELS || std.contains(0.0)) {
            throw new IllegalArgumentException(
                    "mean and std must be three numbers, std without zero, got " + mean + " and " + std);
        }
    }

    String identity() {
        return "pad-white-bicubic " + size + " " + rescale + " " + mean + " " + std;
    }
}
