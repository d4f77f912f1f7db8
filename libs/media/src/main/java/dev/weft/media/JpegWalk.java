package dev.weft.media;

/** Walks the segments of a JPEG file to its end marker (ITU-T T.81, annex B). */
final class JpegWalk {

    /** A progressive photograph has about ten; thousands of empty ones keep a decoder busy for minutes. */
    private static final int MAX_SCANS = 100;

    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;
    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;

    private final FileView file;
    private final BudgetMeter meter;
    private int width;
    private int height;
    private int scans;
    private Orientation orientation = Orientation.UPRIGHT;

    private JpegWalk(FileView file, BudgetMeter meter) {
        this.file = file;
        this.meter = meter;
    }

    static FileLayout walk(FileView file, BudgetMeter meter) {
        return new JpegWalk(file, meter).walk();
    }

    private FileLayout walk() {
        long at = 2;
        while (true) {
            at = nextMarker(at);
            int marker = file.u8(at + 1);
            at += 2;
            if (marker == EOI) {
                break;
            }
            if (!isStandalone(marker)) {
                at = segment(marker, at);
            }
        }
        if (scans == 0) {
            throw BudgetMeter.malformed("a JPEG file must have a scan before its end, got none");
        }
        return FileLayout.still(width, height, meter.frames(), orientation);
    }

    /** The position of the next 0xFF that is followed by a marker: entropy-coded data and fill bytes lie between. */
    private long nextMarker(long from) {
        long at = from;
        while (file.u8(at) != 0xff || file.u8(at + 1) == 0 || file.u8(at + 1) == 0xff) {
            at++;
        }
        return at;
    }

    /** Markers without a length: restart markers, a second start, and TEM. */
    private static boolean isStandalone(int marker) {
        return (marker >= 0xd0 && marker <= 0xd8) || marker == 0x01;
    }

    private long segment(int marker, long at) {
        int length = file.u16(at);
        FileView body = file.slice(at, length);
        if (length < 2) {
            throw BudgetMeter.malformed("a JPEG segment has at least 2 bytes, got " + length);
        }
        if (isFrame(marker)) {
            frame(marker, body);
        } else if (marker == SOS) {
            scan();
        } else if (marker == APP1 && body.startsWith(2, "Exif\0\0")) {
            orientation = Exif.orientation(body.slice(8, length - 8L));
        }
        return at + length;
    }

    /** SOF0 to SOF15 but for DHT, JPG and DAC, which stand among them. */
    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void frame(int marker, FileView body) {
        int precision = body.u8(2);
        if (marker > SOF2 || precision != 8) {
            throw new MediaRejectedException(
                    Rejection.UNSUPPORTED_TYPE,
                    "a JPEG must be Huffman-coded, baseline or progressive, with 8 bits, got SOF" + (marker - SOF0)
                            + " with " + precision);
        }
        if (width != 0) {
            throw BudgetMeter.malformed("a JPEG file must have one frame, got another");
        }
        height = body.u16(3);
        width = body.u16(5);
        meter.frame(width, height);
        int components = body.u8(7);
        if (components != 1 && components != 3 && components != 4) {
            throw BudgetMeter.malformed("a JPEG must have 1, 3 or 4 components, got " + components);
        }
    }

    private void scan() {
        scans++;
        if (width == 0 || scans > MAX_SCANS) {
            throw BudgetMeter.malformed(
                    "a JPEG file must have a frame and then up to " + MAX_SCANS + " scans, got " + scans);
        }
    }
}
