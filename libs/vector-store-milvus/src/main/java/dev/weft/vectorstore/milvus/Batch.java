package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.WriteOutcome;
import dev.weft.vectorstore.spi.VersionRules;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a list of mutations comes to: at most one write per item, and an outcome for each mutation, as if they had been applied one after the other.
 * Not thread-safe.
 */
final class Batch {

    private final WriteOutcome[] outcomes;

    /** Index of the mutation that is to be written, by item. */
    private final Map<String, Integer> winners = new LinkedHashMap<>();

    private final List<Write> all;

    /** @param stored what was seen of the items before */
    Batch(List<Write> all, Map<String, ItemState> stored) {
        this.all = List.copyOf(all);
        this.outcomes = new WriteOutcome[all.size()];
        Map<String, StoredVersion> versions = new HashMap<>();
        stored.forEach((item, state) -> state.newest().ifPresent(newest -> versions.put(item, newest)));
        for (int i = 0; i < outcomes.length; i++) {
            Mutation mutation = all.get(i).mutation();
            String item = all.get(i).item();
            outcomes[i] = VersionRules.decide(Optional.ofNullable(versions.get(item)), mutation);
            if (outcomes[i] == WriteOutcome.APPLIED) {
                versions.put(
                        item,
                        new StoredVersion(mutation.key(), mutation.version(), mutation instanceof Mutation.Delete));
                winners.put(item, i);
            }
        }
    }

    /** What is to be written: one per item. */
    List<Write> writes() {
        return winners.values().stream().map(all::get).toList();
    }

    /** One write for each item: the one that is to be written, or else the first that came too late. */
    List<Write> items() {
        Map<String, Write> items = new LinkedHashMap<>();
        all.forEach(write -> items.putIfAbsent(write.item(), write));
        writes().forEach(write -> items.put(write.item(), write));
        return List.copyOf(items.values());
    }

    /** Notes that something newer was in the store after all. */
    void lost(Write write) {
        outcomes[Objects.requireNonNull(winners.get(write.item()))] = WriteOutcome.STALE;
    }

    List<WriteOutcome> outcomes() {
        return List.of(outcomes);
    }
}
