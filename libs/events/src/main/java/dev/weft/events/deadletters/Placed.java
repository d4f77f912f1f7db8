package dev.weft.events.deadletters;

import dev.weft.core.DeadLetterId;
import dev.weft.core.Sha256;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter's record, or its copy, at its place on its topic; hashes instead of bytes, because many are held at a time.
 *
 * @param after records up to this offset, inclusive, don't matter
 * @param before records from this offset on don't matter
 */
record Placed(
        DeadLetterId letter,
        TopicPartition partition,
        Sha256 key,
        Sha256 value,
        OptionalLong version,
        long after,
        long before) {

    Placed between(long newAfter, long newBefore) {
        return new Placed(letter, partition, key, value, version, newAfter, newBefore);
    }

    boolean concerns(long offset) {
        return offset > after && offset < before;
    }

    /**
     * Whether the record must stay the newest of the key. It may be followed by ours only if it says the same, or is certainly older.
     *
     * @param theirs the record's version, if it can be told
     */
    boolean yieldsTo(byte @Nullable [] record, OptionalLong theirs) {
        if (hash(record).equals(value)) {
            return false;
        }
        return version.isEmpty() || theirs.isEmpty() || theirs.getAsLong() >= version.getAsLong();
    }

    static Sha256 hash(byte @Nullable [] bytes) {
        return Sha256.of(bytes == null ? new byte[0] : bytes);
    }
}
