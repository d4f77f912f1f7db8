package dev.weft.learning;

import dev.weft.core.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The hash of what a round learns from: pairs, masks, clusters, and the numbers of every row that a pair names. */
final class DataHash {

    private final MessageDigest digest;

    private DataHash(MessageDigest digest) {
        this.digest = digest;
    }

    static Sha256 of(TrainingData data) {
        try {
            DataHash hash = new DataHash(MessageDigest.getInstance("SHA-256"));
            hash.add(data.catalog());
            hash.add(data.clusters().toString());
            data.replay().ifPresent(hash::add);
            return new Sha256(HexFormat.of().formatHex(hash.digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256 (java.security.MessageDigest)", e);
        }
    }

    private void add(PairSet set) {
        for (TrainingPair pair : set.pairs()) {
            add(pair.toString());
            add(set.left(), pair.left());
            add(set.right(), pair.right());
        }
        add(set.masks().toString());
    }

    private void add(String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void add(Side side, int row) {
        for (Optional<FeatureRows> rows : List.of(Optional.of(side.features()), side.base())) {
            rows.ifPresent(present -> add(present.gather(new int[] {row})));
        }
    }

    private void add(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        digest.update(bytes);
    }
}
