package dev.weft.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A case of losses.json (the README beside it says what each field means). */
record LossCase(String name, JsonNode json) {

    /** The file named by {@code -Dweft.losses}, or else the one in the test resources. */
    static Stream<LossCase> all() {
        String file = System.getProperty("weft.losses", "");
        try (InputStream stream = file.isEmpty()
                ? LossCase.class.getResourceAsStream("/losses/losses.json")
                : Files.newInputStream(Path.of(file))) {
            JsonNode cases = JsonMapper.builder().build().readTree(stream).get("cases");
            List<LossCase> all = new ArrayList<>();
            cases.forEach(json -> all.add(new LossCase(json.get("name").asText(), json)));
            return all.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContrastiveLoss loss() {
        return switch (json.get("kind").asText()) {
            case "infonce" -> new InfoNceLoss();
            case "sigmoid" -> new SigmoidLoss();
            default -> throw new IllegalArgumentException("kind must be infonce or sigmoid, got " + json.get("kind"));
        };
    }

    ContrastiveBatch batch(NDManager manager, DataType type) {
        NDArray left = array("image", manager, type);
        Optional<MinedRows> mined = has("negatives")
                ? Optional.of(new MinedRows(array("negatives", manager, type), array("negativeWeights", manager, type)))
                : Optional.empty();
        int size = (int) left.getShape().get(0);
        return new ContrastiveBatch(
                left,
                array("text", manager, type),
                json.get("logitScale").asDouble(),
                has("bias") ? json.get("bias").asDouble() : 0,
                relations(size),
                mined,
                Optional.empty());
    }

    double number(String field) {
        return json.get(field).asDouble();
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    double[] numbers(String field) {
        return flatten(json.get(field)).toArray();
    }

    private PairRelations relations(int size) {
        int[][] positives = has("positives")
                ? columns("positives")
                : IntStream.range(0, size).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
        return PairRelations.of(positives, has("mask") ? columns("mask") : new int[size][0]);
    }

    private int[][] columns(String field) {
        return rows(json.get(field))
                .map(row -> IntStream.range(0, row.size())
                        .filter(column -> isOne(row.get(column)))
                        .toArray())
                .toArray(int[][]::new);
    }

    private static boolean isOne(JsonNode flag) {
        return flag.isBoolean() ? flag.asBoolean() : flag.asDouble() == 1;
    }

    private NDArray array(String field, NDManager manager, DataType type) {
        JsonNode node = json.get(field);
        List<Long> shape = new ArrayList<>();
        for (JsonNode inner = node; inner.isArray(); inner = inner.get(0)) {
            shape.add((long) inner.size());
        }
        return Tensors.create(
                manager,
                numbers(field),
                type,
                shape.stream().mapToLong(Long::longValue).toArray());
    }

    private static DoubleStream flatten(JsonNode node) {
        return node.isArray() ? rows(node).flatMapToDouble(LossCase::flatten) : DoubleStream.of(node.asDouble());
    }

    private static Stream<JsonNode> rows(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    @Override
    public String toString() {
        return name;
    }
}
