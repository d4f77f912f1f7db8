package dev.weft.media;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import dev.weft.core.RgbImage;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Decodes the pixels of a file whose structure is known to be sound and within the budget. */
final class PixelReader {

    private PixelReader() {}

    /** A JPEG; its rows are as stored. */
    static RgbImage read(JpegWalk jpeg) throws IOException {
        JpegColour colour = jpeg.colour();
        FileLayout layout = jpeg.layout();
        byte[] essence = jpeg.essence();
        Optional<RgbImage> quick = colour.isInks() ? Optional.empty() : TurboJpeg.read(essence, layout);
        if (quick.isPresent()) {
            return layout.profile().toSrgb(quick.get());
        }
        return read(
                ImageFormat.JPEG,
                essence,
                reader -> colour.isInks()
                        ? CmykRows.toRgb(reader.readRaster(0, null), colour == JpegColour.YCCK)
                        : Pixels.overWhite(reader.read(0), layout));
    }

    /** The first frame of another format on its canvas. */
    static RgbImage read(ImageFormat format, byte[] bytes, FileLayout layout) throws IOException {
        byte[] plain = format == ImageFormat.WEBP ? WebpWalk.withoutProfile(bytes) : bytes;
        return read(format, plain, reader -> Pixels.overWhite(reader.read(0), layout));
    }

    private static RgbImage read(ImageFormat format, byte[] bytes, Decoding decoding) throws IOException {
        ImageReader reader = ImageReaders.create(format);
        Completeness completeness = new Completeness();
        try (ImageInputStream stream = new ByteArrayImageInputStream(bytes)) {
            reader.setInput(stream, true, true);
            reader.addIIOReadWarningListener(completeness);
            reader.addIIOReadUpdateListener(completeness);
            RgbImage image = decoding.decode(reader);
            // Java's GIF reader reports each row once, and leaves out those for which the data came to an end.
            completeness.require(format == ImageFormat.GIF ? reader.getHeight(0) : 0);
            return image;
        } finally {
            reader.dispose();
        }
    }

    @FunctionalInterface
    private interface Decoding {
        RgbImage decode(ImageReader reader) throws IOException;
    }
}
