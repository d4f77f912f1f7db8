package dev.weft.inference;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.weft.core.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** A text tower. Texts run with others of about their length, so that a long one doesn't make short ones long. */
final class TextTower implements Tower {

    private static final int MAX_ROWS = 16;

    /** A batch ends where padding would become more than this part of its longest text. */
    private static final double MAX_PADDING = 0.25;

    private final TextTowerSpec spec;
    private final Graph graph;
    private final TextTokenizer tokenizer;
    private final BatchThreads threads;

    private TextTower(TextTowerSpec spec, Graph graph, TextTokenizer tokenizer, BatchThreads threads) {
        this.spec = spec;
        this.graph = graph;
        this.tokenizer = tokenizer;
        this.threads = threads;
    }

    /** @throws ModelBundleException if the graph is not the one that the specification is of */
    static TextTower of(TextTowerSpec spec, Graph graph, TextTokenizer tokenizer, BatchThreads threads) {
        Set<String> inputs = new HashSet<>(Set.of(spec.ids()));
        spec.mask().ifPresent(inputs::add);
        spec.types().ifPresent(inputs::add);
        graph.requireInputs(inputs);
        long tokens =
                spec.processing().padding().toMaximum() ? spec.processing().maxTokens() : Graph.OPEN;
        inputs.forEach(input -> graph.requireInput(input, OnnxJavaType.INT64, Graph.OPEN, tokens));
        graph.requireOutput(spec.output(), spec.dimension());
        return new TextTower(spec, graph, tokenizer, threads);
    }

    @Override
    public TextTowerSpec spec() {
        return spec;
    }

    TokenInput prepare(String text) {
        return tokenizer.encode(text);
    }

    @Override
    public List<Embedding> features(List<TowerInput> inputs) {
        List<long[]> rows = inputs.stream().map(TextTower::ids).toList();
        int[] byLength = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> rows.get(i).length))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Callable<List<Embedding>>> parts = new ArrayList<>();
        int most = threads.partSize(rows.size(), MAX_ROWS);
        for (int from = 0; from < byLength.length; ) {
            int to = batchEnd(rows, byLength, from, most);
            List<long[]> members =
                    Arrays.stream(byLength, from, to).mapToObj(rows::get).toList();
            parts.add(() -> batch(members));
            from = to;
        }
        Embedding[] features = new Embedding[rows.size()];
        int at = 0;
        for (List<Embedding> part : threads.run(parts)) {
            for (Embedding feature : part) {
                features[byLength[at++]] = feature;
            }
        }
        return List.of(features);
    }

    /** Rows are in ascending order of length, so the first is the one that is padded most. */
    private int batchEnd(List<long[]> rows, int[] byLength, int from, int most) {
        int shortest = padded(rows.get(byLength[from]));
        int to = from + 1;
        while (to < byLength.length
                && to - from < most
                && shortest >= (1 - MAX_PADDING) * padded(rows.get(byLength[to]))) {
            to++;
        }
        return to;
    }

    private int padded(long[] row) {
        return spec.processing().padded(row.length);
    }

    private List<Embedding> batch(List<long[]> rows) {
        int tokens = padded(rows.getLast());
        long[][] ids = new long[rows.size()][];
        long[][] mask = new long[rows.size()][tokens];
        int[] lengths = new int[rows.size()];
        for (int row = 0; row < ids.length; row++) {
            ids[row] = pad(rows.get(row), tokens);
            lengths[row] = rows.get(row).length;
            Arrays.fill(mask[row], 0, lengths[row], 1);
        }
        OrtEnvironment environment = OnnxRuntime.environment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put(spec.ids(), OnnxTensor.createTensor(environment, ids));
            if (spec.mask().isPresent()) {
                inputs.put(spec.mask().get(), OnnxTensor.createTensor(environment, mask));
            }
            if (spec.types().isPresent()) {
                inputs.put(spec.types().get(), OnnxTensor.createTensor(environment, new long[ids.length][tokens]));
            }
            float[] out = graph.run(inputs, spec.output());
            return UnitRows.of(spec.pooling().pool(out, spec.dimension(), lengths), spec.dimension());
        } catch (OrtException e) {
            throw new InferenceException("a batch of " + rows.size() + " texts can't be made a tensor", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** The row as the graph sees it when it is alone. */
    long[] padded(TokenInput input) {
        return pad(input.ids(), padded(input.ids()));
    }

    private long[] pad(long[] ids, int tokens) {
        long[] row = Arrays.copyOf(ids, tokens);
        Arrays.fill(row, ids.length, tokens, spec.processing().padding().id());
        return row;
    }

    private static long[] ids(TowerInput input) {
        if (input instanceof TokenInput text) {
            return text.ids();
        }
        throw new IllegalArgumentException("a text tower takes prepared texts, got " + input.kind());
    }

    @Override
    public void close() {
        graph.close();
        tokenizer.close();
    }
}
