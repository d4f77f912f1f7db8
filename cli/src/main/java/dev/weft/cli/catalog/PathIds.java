package dev.weft.cli.catalog;

import dev.weft.core.MediaId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes ids of paths: always the same one for the same path, and different ones for different paths. */
final class PathIds {

    private static final int MAX_LENGTH = 128;

    /** 48 bits: among a million altered names two collide with a chance of 0.2 %. */
    private static final int DIGEST_BYTES = 6;

    private PathIds() {}

    /**
     * {@code shoes/red.png} becomes {@code shoes~red.png}. A path with characters that an id can't have, or too long, is cut to what it
     * can have and gets a digest of itself at its end.
     *
     * @param path relative to the catalog, with {@code /} between its names
     */
    static MediaId of(String path) {
        String readable = path.replace('/', '~').replaceAll("[^A-Za-z0-9._~-]", "-");
        boolean same = readable.replace('~', '/').equals(path);
        if (same && readable.length() <= MAX_LENGTH && !readable.equals(".") && !readable.equals("..")) {
            return new MediaId(readable);
        }
        String digest = "-" + digest(path);
        int kept = Math.min(readable.length(), MAX_LENGTH - digest.length());
        return new MediaId(readable.substring(0, kept) + digest);
    }

    private static String digest(String path) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(path.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
