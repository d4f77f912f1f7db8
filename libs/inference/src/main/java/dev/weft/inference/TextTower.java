package dev.weft.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.weft.core.Embedding;
import dev.weft.inference.TextTowerSpec.Pooling;
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

    static TextTower load(BundleSource source, TextTowerSpec spec, BatchThreads threads) {
        TextTokenizer tokenizer = TextTokenizer.load(source, spec.processing());
        Graph graph = Graph.load(source, spec.model());
        Set<String> inputs = new HashSet<>(Set.of(spec.ids(), spec.mask()));
        spec.types().ifPresent(inputs::add);
        graph.requireShape(inputs, spec.output(), spec.dimension());
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
    private static int batchEnd(List<long[]> rows, int[] byLength, int from, int most) {
        int shortest = rows.get(byLength[from]).length;
        int to = from + 1;
        while (to < byLength.length
                && to - from < most
                && shortest >= (1 - MAX_PADDING) * rows.get(byLength[to]).length) {
            to++;
        }
        return to;
    }

    private List<Embedding> batch(List<long[]> rows) {
        int tokens = rows.getLast().length;
        long[][] ids = new long[rows.size()][tokens];
        long[][] mask = new long[rows.size()][tokens];
        for (int row = 0; row < ids.length; row++) {
            int length = rows.get(row).length;
            System.arraycopy(rows.get(row), 0, ids[row], 0, length);
            Arrays.fill(mask[row], 0, length, 1);
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            inputs.put(spec.ids(), OnnxTensor.createTensor(environment, ids));
            inputs.put(spec.mask(), OnnxTensor.createTensor(environment, mask));
            if (spec.types().isPresent()) {
                inputs.put(spec.types().get(), OnnxTensor.createTensor(environment, new long[ids.length][tokens]));
            }
            int positions = spec.pooling() == Pooling.MEAN ? tokens : 1;
            float[] out = graph.run(inputs, spec.output(), ids.length * positions * spec.dimension());
            return UnitRows.of(spec.pooling() == Pooling.MEAN ? mean(out, rows, tokens) : out, spec.dimension());
        } catch (OrtException e) {
            throw new InferenceException("a batch of " + rows.size() + " texts can't be made a tensor", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** The mean of each row's own tokens: {@code [rows, tokens, dimension]} to {@code [rows, dimension]}. */
    private float[] mean(float[] states, List<long[]> rows, int tokens) {
        int dimension = spec.dimension();
        float[] means = new float[rows.size() * dimension];
        for (int row = 0; row < rows.size(); row++) {
            int length = rows.get(row).length;
            int to = row * dimension;
            for (int token = 0; token < length; token++) {
                int from = (row * tokens + token) * dimension;
                for (int i = 0; i < dimension; i++) {
                    means[to + i] += states[from + i];
                }
            }
            for (int i = 0; i < dimension; i++) {
                means[to + i] /= length;
            }
        }
        return means;
    }

    private static long[] ids(TowerInput input) {
        if (input instanceof TokenInput text) {
            return text.ids();
        }
        throw new IllegalArgumentException("a text tower takes prepared texts, got a prepared picture");
    }

    @Override
    public void close() {
        graph.close();
        tokenizer.close();
    }
}
