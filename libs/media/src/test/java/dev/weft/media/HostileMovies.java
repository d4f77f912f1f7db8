package dev.weft.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** QuickTime files that name other files. */
final class HostileMovies {

    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "dinf");
    private static final int HEADER_BYTES = 8;
    /** Volume, file name and levels of the alias record, up to its list of paths. */
    private static final int ALIAS_BYTES = 150;

    private static final short PATH = 2;

    private HostileMovies() {}

    /** The movie, with the samples of its first track declared to lie in another file (an alias in its data references). */
    static byte[] withSamplesIn(Path file, byte[] movie) {
        int entry = new String(movie, StandardCharsets.ISO_8859_1).indexOf("dref") + 12;
        int own = ByteBuffer.wrap(movie).getInt(entry);
        byte[] path = file.toString().replace('/', ':').getBytes(StandardCharsets.ISO_8859_1);
        int length = HEADER_BYTES + 4 + ALIAS_BYTES + 4 + path.length + path.length % 2 + 4;
        ByteBuffer alias = ByteBuffer.allocate(length);
        alias.putInt(length).put("alis".getBytes(StandardCharsets.ISO_8859_1)).putInt(0);
        alias.position(alias.position() + ALIAS_BYTES);
        alias.putShort(PATH).putShort((short) path.length).put(path);
        alias.position(length - 4);
        alias.putShort((short) -1).putShort((short) 0);

        ByteBuffer hostile = ByteBuffer.allocate(movie.length - own + length);
        hostile.put(movie, 0, entry).put(alias.array()).put(movie, entry + own, movie.length - entry - own);
        grow(hostile, 0, movie.length, entry, length - own);
        return hostile.array();
    }

    /** Adds to the length of every box around a position; boxes after it don't matter, as positions of samples count from the beginning. */
    private static void grow(ByteBuffer file, int from, int to, int position, int more) {
        for (int at = from; at + HEADER_BYTES <= to; ) {
            int length = file.getInt(at);
            if (at < position && position < at + length) {
                byte[] name = new byte[4];
                file.get(at + 4, name);
                file.putInt(at, length + more);
                if (CONTAINERS.contains(new String(name, StandardCharsets.ISO_8859_1))) {
                    grow(file, at + HEADER_BYTES, at + length, position, more);
                }
                return;
            }
            at += length;
        }
    }
}
