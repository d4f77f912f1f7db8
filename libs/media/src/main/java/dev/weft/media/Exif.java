package dev.weft.media;

/** The one thing we ask EXIF data for. */
final class Exif {

    private static final int ORIENTATION_TAG = 0x0112;

    private Exif() {}

    /** Damaged EXIF data says nothing: the picture itself may be whole. */
    static Orientation orientation(FileView tiff) {
        try {
            return TiffDirectory.first(tiff).map(Exif::orientation).orElse(Orientation.UPRIGHT);
        } catch (MediaRejectedException e) {
            return Orientation.UPRIGHT;
        }
    }

    static Orientation orientation(TiffDirectory directory) {
        return Orientation.ofExif((int) directory.number(ORIENTATION_TAG, 1));
    }
}
