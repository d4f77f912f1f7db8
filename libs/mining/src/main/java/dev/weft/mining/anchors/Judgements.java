package dev.weft.mining.anchors;

import dev.weft.core.Feedback;
import dev.weft.core.MediaKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Gathers the judgements of each query and tells them to the items that they make pairs of: for a text that was asked, those that fit it; for an item
 * that was asked with, that item.
 */
public final class Judgements extends ContextualProcessor<String, Feedback, String, List<Feedback>> {

    /** Bounds what one query can cost: more results are not looked at in earnest. */
    static final int MAX_PER_QUERY = 100;

    @Override
    public void process(Record<String, Feedback> arrived) {
        KeyValueStore<String, List<Feedback>> store = context().getStateStore(Stores.JUDGEMENTS);
        List<Feedback> before = store.get(arrived.key());
        List<Feedback> known = before == null ? List.of() : before;
        Feedback judgement = arrived.value();
        if (known.size() >= MAX_PER_QUERY || known.stream().anyMatch(one -> isSame(one, judgement))) {
            return;
        }
        List<Feedback> all = new ArrayList<>(known);
        all.add(judgement);
        store.put(arrived.key(), all);
        targets(all)
                .forEach(item ->
                        context().forward(arrived.withKey(item.toString()).withValue(all)));
    }

    private static boolean isSame(Feedback one, Feedback other) {
        return one.media().equals(other.media()) && one.label() == other.label();
    }

    private static SequencedSet<MediaKey> targets(List<Feedback> judgements) {
        SequencedSet<MediaKey> targets = new LinkedHashSet<>();
        for (Feedback judgement : judgements) {
            switch (judgement.query()) {
                case Feedback.Query.Item(MediaKey asked) -> targets.add(asked);
                case Feedback.Query.Text text -> {
                    if (judgement.label() != Feedback.Label.NOT_RELEVANT) {
                        targets.add(judgement.media());
                    }
                }
            }
        }
        return targets;
    }
}
