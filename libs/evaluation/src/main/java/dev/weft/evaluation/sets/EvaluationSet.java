package dev.weft.evaluation.sets;

import dev.weft.core.Sha256;
import dev.weft.evaluation.retrieval.Relevance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A frozen set: its queries, and the pool they are searched in, which is the queries' own items followed by the distractors. Two releases are compared
 * on the same set or not at all; {@link #contentHash} tells.
 *
 * @param name of the set, the same across versions
 * @param version from 1; a set that has changed is a new version
 * @param queries each asks with its caption for its picture, and with its picture for its caption
 * @param distractors further items of the pool, those of training among them
 */
public record EvaluationSet(
        String name, EvaluationKind kind, int version, List<EvaluationItem> queries, List<EvaluationItem> distractors) {

    public EvaluationSet {
        if (name.isBlank() || version < 1) {
            throw new IllegalArgumentException(
                    "a set must have a name and a version from 1, got '" + name + "' and " + version);
        }
        if (queries.isEmpty()) {
            throw new IllegalArgumentException("set " + name + " must have at least 1 query, got 0");
        }
        queries = List.copyOf(queries);
        distractors = List.copyOf(distractors);
        Set<String> ids = new HashSet<>();
        for (EvaluationItem item : pool(queries, distractors)) {
            if (!ids.add(item.id())) {
                throw new IllegalArgumentException(
                        "ids of set " + name + " must be unique, got " + item.id() + " twice");
            }
        }
    }

    /** The queries' items, then the distractors: row i of the set's vectors belongs to item i of it. */
    public List<EvaluationItem> pool() {
        return pool(queries, distractors);
    }

    public int poolSize() {
        return queries.size() + distractors.size();
    }

    /** The family of each query. */
    public List<String> families() {
        return queries.stream().map(EvaluationItem::family).toList();
    }

    /** Rows of the pool that answer each query, its own item first. */
    public List<int[]> answers(Relevance relevance) {
        return switch (relevance) {
            case PAIRED_ITEM ->
                Stream.iterate(0, row -> row + 1)
                        .limit(queries.size())
                        .map(row -> new int[] {row})
                        .toList();
            case SAME_CAPTION_IN_FAMILY -> sameCaptionInFamily();
        };
    }

    /** Changes with anything that could change a result: kind, items, their order. Not with name or version. */
    public Sha256 contentHash() {
        StringBuilder content = new StringBuilder(kind.wireName());
        queries.forEach(item -> append(content, "query", item));
        distractors.forEach(item -> append(content, "distractor", item));
        return Sha256.ofText(content.toString());
    }

    private List<int[]> sameCaptionInFamily() {
        record Alike(String family, String caption) {}
        List<EvaluationItem> pool = pool();
        Map<Alike, List<Integer>> rows = new HashMap<>();
        for (int row = 0; row < pool.size(); row++) {
            EvaluationItem item = pool.get(row);
            rows.computeIfAbsent(new Alike(item.family(), item.caption()), alike -> new ArrayList<>())
                    .add(row);
        }
        List<int[]> answers = new ArrayList<>();
        for (int query = 0; query < queries.size(); query++) {
            int own = query;
            EvaluationItem item = queries.get(query);
            List<Integer> alike = rows.getOrDefault(new Alike(item.family(), item.caption()), List.of());
            answers.add(Stream.concat(Stream.of(own), alike.stream().filter(row -> row != own))
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
        return List.copyOf(answers);
    }

    private static List<EvaluationItem> pool(List<EvaluationItem> queries, List<EvaluationItem> distractors) {
        return Stream.concat(queries.stream(), distractors.stream()).toList();
    }

    /** With the length of each text before it, so that no two contents read the same. */
    private static void append(StringBuilder content, String role, EvaluationItem item) {
        content.append('\n').append(role);
        Stream.of(item.id(), item.family(), item.category(), item.caption())
                .forEach(text ->
                        content.append('|').append(text.length()).append(':').append(text));
    }
}
