package dev.weft.media;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Walks the segments of a JPEG file to its end marker (ITU-T T.81, annex B). */
final class JpegWalk {

    /** A progressive photograph has about ten; thousands of empty ones keep a decoder busy for minutes. */
    private static final int MAX_SCANS = 100;

    /** A block of 64 pixels takes one bit of some scan at least. */
    private static final int MAX_PIXELS_PER_BYTE = 512;

    private static final int SOF0 = 0xc0;
    private static final int SOF2 = 0xc2;
    private static final int SOF15 = 0xcf;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int COM = 0xfe;

    private final FileView file;
    private final BudgetMeter meter;
    private final List<Span> essential = new ArrayList<>();
    private final JpegColour.Guess colour = new JpegColour.Guess();
    private final JpegProfile profile = new JpegProfile();
    private final JpegScans brought = new JpegScans();
    private boolean progressive;
    private int width;
    private int height;
    private int scans;
    private Orientation orientation = Orientation.UPRIGHT;

    private JpegWalk(FileView file, BudgetMeter meter) {
        this.file = file;
        this.meter = meter;
    }

    static JpegWalk of(FileView file, BudgetMeter meter) {
        JpegWalk walk = new JpegWalk(file, meter);
        walk.walk();
        return walk;
    }

    FileLayout layout() {
        FileLayout layout = FileLayout.still(width, height, meter.frames(), orientation);
        return colour().isInks() ? layout : layout.with(profile.whole());
    }

    JpegColour colour() {
        return colour.colour();
    }

    /**
     * The same picture without profiles, thumbnails, comments and application data, and with a marker that leaves no doubt about its colours:
     * readers guess differently, and profiles are parsed by native code.
     */
    byte[] essence() {
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) file.length());
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        out.writeBytes(colour().marker());
        for (Span span : essential) {
            byte[] bytes = new byte[(int) (span.to - span.from)];
            file.buffer(span.from, bytes.length).get(bytes);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private void walk() {
        long at = 2;
        int marker = 0;
        while (marker != EOI) {
            long start = at;
            at = nextMarker(at);
            marker = file.u8(at + 1);
            at += 2;
            if (marker != EOI && !isStandalone(marker)) {
                at = segment(marker, at);
            }
            if (marker < APP0 || (marker > APP15 && marker != COM)) {
                essential.add(new Span(start, at));
            }
        }
        if (scans == 0) {
            throw BudgetMeter.malformed("a JPEG file must have a scan before its end, got none");
        }
        if (progressive) {
            brought.requireAll();
        }
        BudgetMeter.requirePlausible((long) width * height, file.length(), MAX_PIXELS_PER_BYTE);
    }

    /** The position of the next 0xFF that is followed by a marker: entropy-coded data and fill bytes lie between. */
    private long nextMarker(long from) {
        long at = file.indexOf(0xff, from);
        while (file.u8(at + 1) == 0 || file.u8(at + 1) == 0xff) {
            at = file.indexOf(0xff, at + 1);
        }
        return at;
    }

    /** Markers without a length: restart markers, a second start, and TEM. */
    private static boolean isStandalone(int marker) {
        return (marker >= 0xd0 && marker <= 0xd8) || marker == 0x01;
    }

    private long segment(int marker, long at) {
        int length = file.u16(at);
        if (length < 2) {
            throw BudgetMeter.malformed("a JPEG segment has at least 2 bytes, got " + length);
        }
        FileView body = file.slice(at, length);
        if (isFrame(marker)) {
            frame(marker, body);
        } else if (marker == SOS) {
            scan(body);
        } else if (marker == APP0 && body.startsWith(2, "JFIF\0")) {
            colour.sawJfif();
        } else if (marker == APP1 && body.startsWith(2, "Exif\0\0")) {
            orientation = Exif.orientation(body.slice(8, length - 8L));
        } else if (marker == APP2) {
            profile.saw(body);
        } else if (marker == APP14 && body.startsWith(2, "Adobe") && body.has(13, 1)) {
            colour.sawAdobe(body.u8(13));
        }
        return at + length;
    }

    /** SOF0 to SOF15 but for DHT, JPG and DAC, which stand among them. */
    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
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
        int[] ids = new int[body.u8(7)];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = body.u8(8 + 3L * i);
        }
        colour.sawComponents(ids);
        brought.sawComponents(ids);
        progressive = marker == SOF2;
    }

    private void scan(FileView body) {
        scans++;
        if (width == 0 || scans > MAX_SCANS) {
            throw BudgetMeter.malformed(
                    "a JPEG file must have a frame and then up to " + MAX_SCANS + " scans, got " + scans);
        }
        if (progressive) {
            brought.sawScan(body);
        }
    }

    /** Bytes of the file, the end exclusive. */
    private record Span(long from, long to) {}
}
