package dev.weft.trainer.pool;

import java.util.HashMap;
import java.util.Map;

/**
 * Families that hold the same things, as the miner's masks say: two pairs that may not be each other's negatives are of one family to the loss. All of them are in
 * the split train, so joining them moves none across splits. For one thread.
 */
final class Families {

    private final Map<String, String> parents = new HashMap<>();

    void join(String first, String second) {
        String a = representative(first);
        String b = representative(second);
        if (!a.equals(b)) {
            // The smaller name represents, so that the order of batches changes nothing.
            parents.put(a.compareTo(b) < 0 ? b : a, a.compareTo(b) < 0 ? a : b);
        }
    }

    String representative(String family) {
        String root = family;
        for (String parent = parents.get(root); parent != null; parent = parents.get(root)) {
            root = parent;
        }
        return root;
    }
}
