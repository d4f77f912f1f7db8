package dev.weft.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files that lie about themselves. */
final class HostileFiles {

    private HostileFiles() {}

    /** A grey PNG of a few hundred bytes at most, which declares this many pixels and has data for none of them. */
    static byte[] png(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(chunk("IHDR", pngHeader(width, height)));
        out.writeBytes(chunk("IDAT", deflate(new byte[64])));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** A grey PNG, all of it there, and all of it zero. */
    static byte[] zeros(int width, int height) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(chunk("IHDR", pngHeader(width, height)));
        out.writeBytes(chunk("IDAT", deflate(new byte[(width + 1) * height])));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** A PNG with a compressed text of this many zeros before its picture of one pixel. */
    static byte[] pngWithTextBomb(int zeros) {
        return pngWith("zTXt", new byte[] {'k', 0, 0}, deflate(new byte[zeros]));
    }

    /** The same with the text that is in Unicode. */
    static byte[] pngWithUnicodeBomb(int zeros) {
        return pngWith("iTXt", new byte[] {'k', 0, 1, 0, 0, 0}, deflate(new byte[zeros]));
    }

    /** The same with a colour profile. */
    static byte[] pngWithProfileBomb(int zeros) {
        return pngWith("iCCP", new byte[] {'k', 0, 0}, deflate(new byte[zeros]));
    }

    private static byte[] pngWith(String chunk, byte[] head, byte[] body) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(head);
        data.writeBytes(body);
        return pngOfOnePixel(chunk(chunk, data.toByteArray()), deflate(new byte[] {0, 42}));
    }

    /** A PNG of one pixel whose data goes on for so many zeros. */
    static byte[] pngWithDataBomb(int zeros) {
        return pngOfOnePixel(new byte[0], deflate(new byte[zeros]));
    }

    private static byte[] pngOfOnePixel(byte[] before, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(chunk("IHDR", pngHeader(1, 1)));
        out.writeBytes(before);
        out.writeBytes(chunk("IDAT", data));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** A PNG of one grey pixel, animated with this many frames of no data. */
    static byte[] apng(int frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(chunk("IHDR", pngHeader(1, 1)));
        for (int i = 0; i < frames; i++) {
            out.writeBytes(chunk("fcTL", new byte[26]));
        }
        out.writeBytes(chunk("IDAT", deflate(new byte[] {0, 42})));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /** An animated GIF of one colour, each frame as large as the screen and without data for it. */
    static byte[] gif(int width, int height, int frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer screen = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN);
        screen.put("GIF89a".getBytes(StandardCharsets.ISO_8859_1));
        screen.putShort((short) width).putShort((short) height).put((byte) 0x80).put(new byte[8]);
        out.writeBytes(screen.array());
        for (int i = 0; i < frames; i++) {
            ByteBuffer image = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
            image.put((byte) 0x2c).putInt(0).putShort((short) width).putShort((short) height);
            image.put((byte) 0)
                    .put((byte) 2)
                    .put((byte) 2)
                    .put((byte) 0x4c)
                    .put((byte) 0x01)
                    .put((byte) 0);
            out.writeBytes(image.array());
        }
        out.write(0x3b);
        return out.toByteArray();
    }

    /** An uncompressed bitmap header that declares this many pixels. */
    static byte[] bmp(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
        file.put("BM".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(60)
                .putInt(0)
                .putInt(54);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) 24);
        return file.array();
    }

    /** A TIFF whose directory, of 5 × 5 pixels in one strip, points at itself. */
    static byte[] circularTiff() {
        return tiff(5, 5, 4, 8);
    }

    /** A TIFF of one bit a pixel whose only strip declares so many bytes. */
    static byte[] tiff(int width, int height, int stripBytes) {
        return tiff(width, height, stripBytes, 0);
    }

    private static byte[] tiff(int width, int height, int stripBytes, int next) {
        ByteBuffer file = ByteBuffer.allocate(62).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 4);
        file.putShort((short) 256).putShort((short) 4).putInt(1).putInt(width);
        file.putShort((short) 257).putShort((short) 4).putInt(1).putInt(height);
        file.putShort((short) 273).putShort((short) 4).putInt(1).putInt(8);
        file.putShort((short) 279).putShort((short) 4).putInt(1).putInt(stripBytes);
        file.putInt(next);
        return file.array();
    }

    /** A JPEG that declares a frame of this size and many scans of no data. */
    static byte[] jpeg(int width, int height, int scans) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        ByteBuffer frame = ByteBuffer.allocate(13);
        frame.put((byte) 0xff).put((byte) 0xc2).putShort((short) 11).put((byte) 8);
        frame.putShort((short) height).putShort((short) width).put((byte) 1).put((byte) 1);
        frame.put((byte) 0x11).put((byte) 0);
        out.writeBytes(frame.array());
        for (int i = 0; i < scans; i++) {
            out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 0, 63, 0});
        }
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return out.toByteArray();
    }

    /** A lossless WebP that declares this many pixels. */
    static byte[] webp(int width, int height) {
        ByteBuffer file = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(18);
        file.put("WEBPVP8L".getBytes(StandardCharsets.ISO_8859_1)).putInt(6);
        file.put((byte) 0x2f).putInt((width - 1) | (height - 1) << 14).put((byte) 0);
        return file.array();
    }

    private static byte[] pngHeader(int width, int height) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put(new byte[4])
                .array();
    }

    static byte[] chunk(String name, byte[] data) {
        byte[] tag = name.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(tag);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(tag)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    static byte[] deflate(byte[] data) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }
}
