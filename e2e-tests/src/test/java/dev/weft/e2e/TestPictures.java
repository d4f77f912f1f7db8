package dev.weft.e2e;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Pictures that are made rather than kept: good ones, each different, and bad ones of every kind. */
final class TestPictures {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int SIDE = 96;

    private TestPictures() {}

    /** A good PNG like no other. */
    static byte[] unique() {
        return drawn("png");
    }

    static byte[] jpeg() {
        return drawn("jpg");
    }

    static byte[] truncated(byte[] picture) {
        return Arrays.copyOf(picture, picture.length * 3 / 5);
    }

    /** A good PNG with its picture data overwritten. */
    static byte[] damagedPng() {
        byte[] picture = unique();
        Arrays.fill(picture, 60, picture.length - 20, (byte) 0x5a);
        return picture;
    }

    /** A PNG of a few bytes that declares 20,000 × 20,000 pixels. */
    static byte[] pixelBomb() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13);
        header.putInt(20_000).putInt(20_000).put(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(new byte[1000]));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** A GIF of one pixel with very many frames. */
    static byte[] manyFrames(int frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {1, 0, 1, 0, (byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1});
        for (int i = 0; i < frames; i++) {
            out.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, 0, 10, 0, 0, 0});
            out.writeBytes(new byte[] {0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0});
        }
        out.write(0x3b);
        return out.toByteArray();
    }

    private static byte[] drawn(String format) {
        int seed = COUNT.incrementAndGet() * 7919;
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        for (int i = 0; i < 12; i++) {
            int mixed = Integer.rotateLeft(seed * (i + 3), i * 5);
            graphics.setColor(new Color(mixed & 0xffffff));
            graphics.fillOval(Math.floorMod(mixed, 70), Math.floorMod(mixed >> 7, 70), 12 + i, 30 - i);
        }
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("no writer for this format, got " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] buffer = new byte[data.length + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }
}
