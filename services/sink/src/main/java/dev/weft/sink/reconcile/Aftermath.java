package dev.weft.sink.reconcile;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Looks at the store again for what seems wrong, some at a time, repairs it if that is wanted, and looks once more. For one thread; call
 * {@link #finish()} at the end.
 */
final class Aftermath implements Consumer<Finding> {

    /** How many are looked at together: each answer of the store has the vectors of an item. */
    private static final int TOGETHER = 500;

    private final Mode mode;
    private final VectorStore store;
    private final String collection;
    private final SinkRules rules;
    private final EmbeddingsLog log;
    private final Consumer<Finding> confirmed;
    private final List<Finding> waiting = new ArrayList<>();

    /** @param confirmed takes what is still wrong when it is looked at again, with what was done about it */
    Aftermath(
            Mode mode,
            VectorStore store,
            String collection,
            SinkRules rules,
            EmbeddingsLog log,
            Consumer<Finding> confirmed) {
        this.mode = mode;
        this.store = store;
        this.collection = collection;
        this.rules = rules;
        this.log = log;
        this.confirmed = confirmed;
    }

    @Override
    public void accept(Finding finding) {
        waiting.add(finding);
        if (waiting.size() == TOGETHER) {
            settle();
        }
    }

    /** Settles the last ones and makes repairs durable. */
    void finish() {
        settle();
        if (mode == Mode.REPAIR) {
            store.sync();
        }
    }

    private void settle() {
        Map<MediaKey, Long> live = liveVersions(waiting);
        List<Finding> wrong = waiting.stream()
                .filter(finding -> isWrong(finding, version(live, finding)))
                .toList();
        waiting.clear();
        if (mode == Mode.VERIFY || wrong.isEmpty()) {
            wrong.forEach(confirmed);
        } else {
            repair(wrong).forEach(confirmed);
        }
    }

    private List<Finding> repair(List<Finding> wrong) {
        Map<MediaKey, String> refusals = new HashMap<>(rewrite(wrong));
        List<Mutation> removals = wrong.stream()
                .filter(Aftermath::isUnlogged)
                // Of the row's own version: whatever newer version arrives meanwhile stays.
                .<Mutation>map(finding -> new Mutation.Delete(
                        finding.key(), finding.storeVersion().getAsLong()))
                .toList();
        if (!removals.isEmpty()) {
            store.apply(collection, removals);
        }
        Map<MediaKey, Long> live = liveVersions(wrong);
        return wrong.stream()
                .map(finding -> outcome(finding, version(live, finding), refusals))
                .toList();
    }

    /** @return why records could not be written, by item */
    private Map<MediaKey, String> rewrite(List<Finding> wrong) {
        Map<EmbeddingsLog.Position, MediaKey> places = wrong.stream()
                .filter(finding -> finding.kind() != Finding.Kind.AHEAD && !isUnlogged(finding))
                .collect(Collectors.toMap(
                        finding -> new EmbeddingsLog.Position(
                                finding.partition().getAsInt(), finding.offset().getAsLong()),
                        Finding::key));
        Map<EmbeddingsLog.Position, ConsumerRecord<byte[], byte[]>> found = log.at(places.keySet());
        List<EmbeddingsLog.Position> there =
                places.keySet().stream().filter(found::containsKey).toList();
        Map<MediaKey, String> refusals = new HashMap<>();
        places.forEach((place, key) -> {
            if (!found.containsKey(place)) {
                refusals.put(key, "the log has a newer record by now");
            }
        });
        var answers = rules.write(there.stream().map(found::get).toList());
        for (int i = 0; i < there.size(); i++) {
            MediaKey key = places.get(there.get(i));
            answers.get(i).ifPresent(refusal -> refusals.put(key, refusal));
        }
        return refusals;
    }

    private static Finding outcome(Finding finding, OptionalLong live, Map<MediaKey, String> refusals) {
        if (finding.kind() == Finding.Kind.AHEAD) {
            return finding.notRepaired("the log no longer tells whether the store or the log is right");
        }
        if (!isWrong(finding, live)) {
            return finding.repaired();
        }
        String refusal = refusals.get(finding.key());
        return finding.notRepaired(refusal == null ? "the store has taken the repair and does not show it" : refusal);
    }

    private static boolean isWrong(Finding finding, OptionalLong live) {
        return switch (finding.kind()) {
            case MISSING, STALE ->
                live.isEmpty() || live.getAsLong() < finding.logVersion().getAsLong();
            case EXTRA -> live.isPresent() && live.getAsLong() <= newestUnwanted(finding);
            // A deletion the store remembers can't be asked for by key: it stands until the item is live again.
            case AHEAD ->
                live.isEmpty() || live.getAsLong() > finding.logVersion().getAsLong();
        };
    }

    private static long newestUnwanted(Finding extra) {
        return extra.logVersion().isPresent()
                ? extra.logVersion().getAsLong()
                : extra.storeVersion().getAsLong();
    }

    private static boolean isUnlogged(Finding finding) {
        return finding.offset().isEmpty();
    }

    private static OptionalLong version(Map<MediaKey, Long> live, Finding finding) {
        Long version = live.get(finding.key());
        return version == null ? OptionalLong.empty() : OptionalLong.of(version);
    }

    private Map<MediaKey, Long> liveVersions(List<Finding> findings) {
        if (findings.isEmpty() || store.resolve(collection).isEmpty()) {
            return Map.of();
        }
        return store.get(collection, findings.stream().map(Finding::key).toList()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, item -> version(item.getValue())));
    }

    private static long version(StoredMedia item) {
        return item.version();
    }
}
