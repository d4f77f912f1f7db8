package dev.weft.modelcatalog;

import dev.weft.core.Sha256;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle that is ready to be loaded.
 *
 * @param files with their hashes, as they stand in the folder's lock
 * @param pinned those of them that were pinned by this pull
 */
public record PulledBundle(Path folder, SortedMap<BundlePath, Sha256> files, Set<BundlePath> pinned) {

    public PulledBundle {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        pinned = Set.copyOf(pinned);
    }
}
