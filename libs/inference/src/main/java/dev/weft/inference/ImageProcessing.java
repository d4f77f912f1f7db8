package dev.weft.inference;

import java.util.List;

/**
 * How a picture becomes the tower's input: resized by Pillow's antialiased filter, {@code (value · rescale − mean) / std} by channel, channels
 * first.
 *
 * @param rescale a factor for values of 0 to 255
 * @param mean of red, green and blue after rescaling
 * @param std of red, green and blue after rescaling
 */
record ImageProcessing(Resize resize, ResizeFilter filter, double rescale, List<Double> mean, List<Double> std) {

    static final int CHANNELS = 3;

    ImageProcessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != CHANNELS || std.size() != CHANNELS || std.contains(0.0)) {
            throw new IllegalArgumentException(
                    "mean and std must be three numbers, std without zero, got " + mean + " and " + std);
        }
    }

    int width() {
        return resize.width();
    }

    int height() {
        return resize.height();
    }

    String identity() {
        return resize.identity(filter) + " " + rescale + " " + mean + " " + std;
    }
}
