package dev.weft.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.weft.core.Embedding;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Runs a graph on inputs that all have one shape: pictures, spectrograms. Safe for use by several threads.
 *
 * @param input the name of the graph's input {@code [batch, shape]}
 * @param shape of one row
 * @param longer the name of an input {@code [batch, 1]} that is always true; see {@link AudioTowerSpec}
 */
record FixedBatches(
        Graph graph,
        BatchThreads threads,
        String input,
        List<Integer> shape,
        Optional<String> longer,
        String output,
        int dimension,
        Pooling pooling) {

    /** Past this, rows gain nothing from company and only take memory (docs/performance.md). */
    private static final int MAX_ROWS = 16;

    /** One unit-norm vector per row, in the same order. */
    List<Embedding> run(List<float[]> rows) {
        int part = threads.partSize(rows.size(), MAX_ROWS);
        List<Callable<List<Embedding>>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += part) {
            List<float[]> members = rows.subList(from, Math.min(from + part, rows.size()));
            parts.add(() -> batch(members));
        }
        return threads.run(parts).stream().flatMap(List::stream).toList();
    }

    private List<Embedding> batch(List<float[]> rows) {
        long[] dimensions = new long[shape.size() + 1];
        dimensions[0] = rows.size();
        long numbers = 1;
        for (int i = 0; i < shape.size(); i++) {
            dimensions[i + 1] = shape.get(i);
            numbers *= shape.get(i);
        }
        OrtEnvironment environment = OnnxRuntime.environment();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (Arena arena = Arena.ofShared()) {
            FloatBuffer batch = arena.allocate(rows.size() * numbers * Float.BYTES, Long.BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            rows.forEach(batch::put);
            inputs.put(input, OnnxTensor.createTensor(environment, batch.flip(), dimensions));
            if (longer.isPresent()) {
                inputs.put(longer.get(), OnnxTensor.createTensor(environment, longer(rows.size())));
            }
            float[] out = graph.run(inputs, output);
            return UnitRows.of(pooling.pool(out, dimension, lengths(out, rows.size())), dimension);
        } catch (OrtException e) {
            throw new InferenceException("a batch of " + rows.size() + " inputs can't be made a tensor", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static boolean[][] longer(int rows) {
        boolean[][] longer = new boolean[rows][1];
        for (boolean[] row : longer) {
            row[0] = true;
        }
        return longer;
    }

    /** Nothing is padded: every position is the row's own. */
    private int[] lengths(float[] out, int rows) {
        int[] lengths = new int[rows];
        Arrays.fill(lengths, pooling == Pooling.NONE ? 1 : Math.max(1, out.length / (rows * dimension)));
        return lengths;
    }
}
