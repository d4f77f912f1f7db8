package dev.weft.media;

import dev.weft.core.RgbImage;
import java.io.IOException;

/**
 * Decodes pictures under a budget: JPEG, PNG, GIF, WebP, BMP and TIFF, of animations and documents the first frame, upright, over white, in sRGB. Stateless
 * and safe for use by several threads. Cost of a decode: the file, three bytes a pixel, and what the reader of the format holds beside them; where that is more
 * than the heap has left for it, decoding waits for others to end.
 */
public final class ImageDecoder {

    private final DecodeBudget budget;

    public ImageDecoder(DecodeBudget budget) {
        this.budget = budget;
    }

    /**
     * Tells what a file is from its bytes alone, and walks its structure without decoding a pixel.
     *
     * @throws MediaRejectedException if it is no picture that {@link #decode} reads, is cut off, or exceeds the budget
     */
    public ImageHeader inspect(byte[] bytes) {
        ImageFormat format = sniff(bytes);
        FileLayout layout = format.walk(bytes, budget);
        return new ImageHeader(format.contentType(), layout.width(), layout.height(), layout.frames());
    }

    /**
     * Decodes the first frame.
     *
     * @throws MediaRejectedException if {@link #inspect} rejects the file, its pixels can't be decoded whole, its colour profile is damaged, or
     *     it needs more memory than three quarters of the heap
     */
    public RgbImage decode(byte[] bytes) {
        ImageFormat format = sniff(bytes);
        try {
            if (format == ImageFormat.JPEG) {
                JpegWalk jpeg = JpegWalk.of(format.view(bytes), new BudgetMeter(budget));
                return upright(format, jpeg.layout(), () -> PixelReader.read(jpeg));
            }
            FileLayout layout = format.walk(bytes, budget);
            return upright(format, layout, () -> PixelReader.read(format, bytes, layout));
        } catch (MediaRejectedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Readers meet damaged files with whatever their code runs into; to the caller it is one thing.
            throw new MediaRejectedException(
                    Rejection.MALFORMED,
                    "the " + format.contentType() + " file can't be decoded: " + e.getMessage(),
                    e);
        }
    }

    private static RgbImage upright(ImageFormat format, FileLayout layout, DecodeMemory.Decoding decoding)
            throws IOException {
        RgbImage stored = DecodeMemory.OF_PROCESS.decode(layout, format.sampleBytesPerPixel(), decoding);
        return layout.orientation().apply(stored);
    }

    private ImageFormat sniff(byte[] bytes) {
        if (bytes.length == 0) {
            throw new MediaRejectedException(Rejection.EMPTY, "a picture has at least one byte, got 0");
        }
        if (bytes.length > budget.maxBytes()) {
            throw new MediaRejectedException(
                    Rejection.TOO_MANY_BYTES, "a file may have " + budget.maxBytes() + " bytes, got " + bytes.length);
        }
        return ImageFormat.sniff(bytes)
                .orElseThrow(() -> new MediaRejectedException(
                        Rejection.UNSUPPORTED_TYPE,
                        "a picture must be JPEG, PNG, GIF, WebP, BMP or TIFF by its first bytes, got none of them"));
    }
}
