package dev.weft.sink.reconcile;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Entries shared out by their key, so that all of a key lie together and each share can be looked at by itself. For one thread. */
final class Buckets<T> implements AutoCloseable {

    /** How many shares there are: a power of two. */
    static final int COUNT = 64;

    /** Beyond it the hash has no bits left that were not used. */
    static final int MAX_LEVEL = Long.SIZE / Integer.numberOfTrailingZeros(COUNT) - 1;

    private final long seed;
    private final int level;
    private final Function<T, String> key;
    private final List<Spool<T>> spools;

    /**
     * @param seed the same for both sides of a comparison, and another for each run: nobody can make keys that fall into one share
     * @param level 0 for the first sharing out, one more for each time a share is shared out again
     */
    Buckets(Disk disk, Spool.Codec<T> codec, Function<T, String> key, long seed, int level) {
        this.seed = seed;
        this.level = level;
        this.key = key;
        this.spools = IntStream.range(0, COUNT)
                .mapToObj(bucket -> new Spool<>(disk, codec))
                .toList();
    }

    void add(T entry) {
        spools.get(bucket(key.apply(entry))).add(entry);
    }

    Spool<T> get(int bucket) {
        return spools.get(bucket);
    }

    private int bucket(String text) {
        // FNV-1a over the key, then the finaliser of SplitMix64, which spreads it over all bits.
        long hash = seed ^ 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return (int) (hash >>> (level * Integer.numberOfTrailingZeros(COUNT))) & (COUNT - 1);
    }

    /** Closes all spools, even if one of them fails to. */
    @Override
    public void close() {
        ReconcileException first = null;
        for (Spool<T> spool : spools) {
            try {
                spool.close();
            } catch (ReconcileException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
