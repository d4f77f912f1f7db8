package dev.weft.media;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * Makes readers from providers known at compile time. {@code ImageIO.getImageReaders} would ask every plug-in that the class path happens to
 * hold, through the context class loader of whichever thread came first.
 */
final class ImageReaders {

    private static final String PLATFORM = "com.sun.imageio.plugins.";

    private ImageReaders() {}

    static ImageReader create(ImageFormat format) throws IOException {
        return provider(format).createReaderInstance();
    }

    private static ImageReaderSpi provider(ImageFormat format) {
        return switch (format) {
            case JPEG -> Providers.JPEG;
            case PNG -> Providers.PNG;
            case GIF -> Providers.GIF;
            case BMP -> Providers.BMP;
            case WEBP -> Providers.WEBP;
            case TIFF -> Providers.TIFF;
        };
    }

    /** Initialised on first use. */
    private static final class Providers {
        static final ImageReaderSpi JPEG = platform("jpeg.JPEGImageReaderSpi");
        static final ImageReaderSpi PNG = platform("png.PNGImageReaderSpi");
        static final ImageReaderSpi GIF = platform("gif.GIFImageReaderSpi");
        static final ImageReaderSpi BMP = platform("bmp.BMPImageReaderSpi");
        static final ImageReaderSpi WEBP = new WebPImageReaderSpi();
        static final ImageReaderSpi TIFF = new TIFFImageReaderSpi();

        /** The platform's own provider; its class can't be named, as its package isn't exported. */
        private static ImageReaderSpi platform(String name) {
            Iterator<ImageReaderSpi> all =
                    IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
            while (all.hasNext()) {
                ImageReaderSpi provider = all.next();
                if (provider.getClass().getName().equals(PLATFORM + name)) {
                    return provider;
                }
            }
            throw new IllegalStateException("the Java platform must have the image reader " + PLATFORM + name
                    + " (module java.desktop), got none");
        }
    }
}
