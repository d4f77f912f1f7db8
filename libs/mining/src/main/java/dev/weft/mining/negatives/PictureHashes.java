package dev.weft.mining.negatives;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weft.core.PartContent.StoredObject;
import dev.weft.core.Sha256;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Perceptual hashes of pictures, each read once for as long as it is remembered. Thread-safe. */
public final class PictureHashes {

    private final Function<StoredObject, Optional<Long>> read;
    private final Cache<Sha256, Optional<Long>> known;

    /**
     * @param read the hash of a picture; empty for one that can't be read
     * @param remembered how many hashes are kept, of about 200 bytes each
     */
    public PictureHashes(Function<StoredObject, Optional<Long>> read, int remembered) {
        this.read = read;
        this.known = Caffeine.newBuilder().maximumSize(remembered).build();
    }

    /** No picture is the same as another. */
    public static PictureHashes none() {
        return new PictureHashes(picture -> Optional.empty(), 1);
    }

    /** In how many of 64 bits the hashes differ; empty when one of the two has no picture that can be read. */
    public OptionalInt distance(Optional<StoredObject> one, Optional<StoredObject> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return OptionalInt.empty();
        }
        if (one.get().sha256().equals(other.get().sha256())) {
            return OptionalInt.of(0);
        }
        Optional<Long> first = hash(one.get());
        Optional<Long> second = hash(other.get());
        return first.isPresent() && second.isPresent()
                ? OptionalInt.of(Long.bitCount(first.get() ^ second.get()))
                : OptionalInt.empty();
    }

    private Optional<Long> hash(StoredObject picture) {
        return known.get(picture.sha256(), hash -> read.apply(picture));
    }
}
