package dev.weft.media;

import java.util.Optional;
import java.util.Set;

/** Walks the pages of a TIFF file (revision 6.0) and checks that their pixels are there. */
final class TiffWalk {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int STRIP_BYTES = 279;
    private static final int PROFILE = 34675;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    /** None, two fax codes, LZW, Deflate (both numbers), PackBits. JPEG inside TIFF has a header of its own, which no budget here sees. */
    private static final Set<Long> COMPRESSIONS = Set.of(1L, 2L, 3L, 4L, 5L, 8L, 32946L, 32773L);

    private static final long DEFLATE_RATIO = 1032;
    /** A code of 12 bits may stand for as many bytes as there are codes. */
    private static final long LZW_RATIO = 4096;

    private static final long PACK_BITS_RATIO = 64;
    /** A fax row that is like the one above takes a bit, however long it is. */
    private static final long FAX_RATIO = Long.MAX_VALUE;

    private static final int MAX_SAMPLES = 5;
    private static final int MAX_BITS = 16;
    /** A tile may stick out of a small picture, but not by more than tiles are large. */
    private static final int MAX_TILE_SIDE = 4096;

    private TiffWalk() {}

    static FileLayout walk(FileView file, BudgetMeter meter) {
        TiffDirectory first = TiffDirectory.first(file)
                .orElseThrow(() -> BudgetMeter.malformed("a TIFF file must have a directory, got none"));
        for (Optional<TiffDirectory> page = Optional.of(first);
                page.isPresent();
                page = page.get().next()) {
            TiffDirectory directory = page.get();
            meter.frame(directory.number(WIDTH, 0), directory.number(HEIGHT, 0));
            boolean tiled = directory.has(TILE_OFFSETS);
            requireData(file, directory, tiled ? TILE_OFFSETS : STRIP_OFFSETS, tiled ? TILE_BYTES : STRIP_BYTES);
        }
        requireReadable(first);
        requirePlausible(first);
        return FileLayout.still(
                        (int) first.number(WIDTH, 0),
                        (int) first.number(HEIGHT, 0),
                        meter.frames(),
                        Exif.orientation(first))
                .with(first.has(PROFILE) ? ColourProfile.of(first.bytes(PROFILE)) : ColourProfile.NONE);
    }

    private static void requireReadable(TiffDirectory page) {
        long compression = page.number(COMPRESSION, 1);
        long samples = page.number(SAMPLES_PER_PIXEL, 1);
        long bits = page.number(BITS_PER_SAMPLE, 1);
        if (!COMPRESSIONS.contains(compression)
                || samples < 1
                || samples > MAX_SAMPLES
                || bits < 1
                || bits > MAX_BITS) {
            throw new MediaRejectedException(
                    Rejection.UNSUPPORTED_TYPE,
                    "a TIFF page must have a known compression, up to " + MAX_SAMPLES + " samples and up to " + MAX_BITS
                            + " bits, got compression " + compression + ", " + samples + " samples, " + bits + " bits");
        }
        if (page.number(TILE_WIDTH, 1) > MAX_TILE_SIDE || page.number(TILE_HEIGHT, 1) > MAX_TILE_SIDE) {
            throw BudgetMeter.malformed("a TIFF tile may have " + MAX_TILE_SIDE + " pixels a side, got more");
        }
    }

    private static void requirePlausible(TiffDirectory page) {
        int lengths = page.has(TILE_OFFSETS) ? TILE_BYTES : STRIP_BYTES;
        long stored = 0;
        for (long i = 0; i < page.count(lengths); i++) {
            stored += page.number(lengths, i, 0);
        }
        long bits = page.number(BITS_PER_SAMPLE, 1) * page.number(SAMPLES_PER_PIXEL, 1);
        long pixels = page.number(WIDTH, 0) * page.number(HEIGHT, 0);
        BudgetMeter.requirePlausible(pixels * bits / Byte.SIZE, stored, ratio(page.number(COMPRESSION, 1)));
    }

    private static long ratio(long compression) {
        return switch ((int) compression) {
            case 1 -> 1;
            case 5 -> LZW_RATIO;
            case 8, 32946 -> DEFLATE_RATIO;
            case 32773 -> PACK_BITS_RATIO;
            default -> FAX_RATIO;
        };
    }

    private static void requireData(FileView file, TiffDirectory page, int offsets, int lengths) {
        long count = page.count(offsets);
        if (count == 0) {
            throw BudgetMeter.malformed("a TIFF page must have strips or tiles, got none");
        }
        for (long i = 0; i < count; i++) {
            file.slice(page.number(offsets, i, 0), page.number(lengths, i, 0));
        }
    }
}
