package dev.weft.media;

import java.nio.ByteOrder;
import java.util.Optional;

/** The formats we read, told by their first bytes and by nothing else. */
enum ImageFormat {
    JPEG("image/jpeg", ByteOrder.BIG_ENDIAN, 4),
    PNG("image/png", ByteOrder.BIG_ENDIAN, 8),
    GIF("image/gif", ByteOrder.LITTLE_ENDIAN, 1),
    WEBP("image/webp", ByteOrder.LITTLE_ENDIAN, 8),
    BMP("image/bmp", ByteOrder.LITTLE_ENDIAN, 4),
    TIFF("image/tiff", ByteOrder.LITTLE_ENDIAN, 10);

    private final String contentType;
    private final ByteOrder order;
    private final int sampleBytesPerPixel;

    ImageFormat(String contentType, ByteOrder order, int sampleBytesPerPixel) {
        this.contentType = contentType;
        this.order = order;
        this.sampleBytesPerPixel = sampleBytesPerPixel;
    }

    String contentType() {
        return contentType;
    }

    /** What a reader of the format holds of a picture at most: of PNG, four samples of 16 bits. */
    int sampleBytesPerPixel() {
        return sampleBytesPerPixel;
    }

    FileView view(byte[] bytes) {
        return new FileView(bytes, order);
    }

    /** Walks the file's blocks to their end, under a budget. */
    FileLayout walk(byte[] bytes, DecodeBudget budget) {
        FileView file = view(bytes);
        BudgetMeter meter = new BudgetMeter(budget);
        return switch (this) {
            case JPEG -> JpegWalk.of(file, meter).layout();
            case PNG -> PngWalk.walk(file, meter);
            case GIF -> GifWalk.walk(file, meter);
            case WEBP -> WebpWalk.walk(file, meter);
            case BMP -> BmpWalk.walk(file, meter);
            case TIFF -> TiffWalk.walk(file, meter);
        };
    }

    static Optional<ImageFormat> sniff(byte[] bytes) {
        FileView file = new FileView(bytes, ByteOrder.BIG_ENDIAN);
        if (file.startsWith(0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        } else if (file.startsWith(0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        } else if (file.startsWith(0, "GIF87a") || file.startsWith(0, "GIF89a")) {
            return Optional.of(GIF);
        } else if (file.startsWith(0, "RIFF") && file.startsWith(8, "WEBP")) {
            return Optional.of(WEBP);
        } else if (file.startsWith(0, "BM") && BmpWalk.hasKnownHeader(file)) {
            return Optional.of(BMP);
        } else if (file.startsWith(0, "II*\0") || file.startsWith(0, "MM\0*")) {
            return Optional.of(TIFF);
        }
        return Optional.empty();
    }
}
