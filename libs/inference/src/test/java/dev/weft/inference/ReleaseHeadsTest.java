package dev.weft.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.TenantId;
import dev.weft.media.Artifacts;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.media.ObjectStores;
import dev.weft.testkit.TestHeads;
import dev.weft.testkit.TestImages;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads on the demo bundle's towers, and graphs that are none. */
class ReleaseHeadsTest {

    private static final ReleaseId SECOND = new ReleaseId("catalog", 2);
    private static final int WIDTH = 384;
    private static final int DIMENSION = 640;

    @AutoClose
    private static final EmbeddingModel MODEL =
            EmbeddingModels.open("classpath:weft/bundles/demo", InferenceOptions.defaults());

    private final UnitVectors vectors = new UnitVectors(WIDTH, 3);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldProjectWithItsOwnHeadAndElseWithTheBundles() {
        // given
        Embedding feature = vectors.next();
        List<Embedding> pictures = MODEL.features(
                Modality.IMAGE,
                List.of(MODEL.prepare(new ImageDecoder(DecodeBudget.defaults()).decode(TestImages.png(5)))));

        // when
        try (ReleaseHeads heads = load(TestHeads.file(WIDTH, DIMENSION, 7))) {
            Embedding projected = heads.project(Modality.TEXT, List.of(feature)).getFirst();

            // then
            assertThat(projected.cosine(product(feature, 7))).isGreaterThan(0.9999f);
            assertThat(heads.project(Modality.IMAGE, pictures)).isEqualTo(MODEL.project(Modality.IMAGE, pictures));
            assertThat(new ReleaseModel(heads)
                            .embed(Modality.TEXT, List.of(MODEL.prepare("a cat")))
                            .getFirst())
                    .isNotEqualTo(MODEL.embed(Modality.TEXT, List.of(MODEL.prepare("a cat")))
                            .getFirst());
        }
    }

    @Test
    void shouldTakeTheBundlesOwnHeads() {
        byte[] head = resource("text_head.onnx");
        Embedding feature = vectors.next();
        try (ReleaseHeads heads = load(head)) {
            assertThat(heads.project(Modality.TEXT, List.of(feature)))
                    .isEqualTo(MODEL.project(Modality.TEXT, List.of(feature)));
        }
    }

    @Test
    void shouldLoadTheFilesOfARelease() throws Exception {
        // given
        Artifacts artifacts = new Artifacts(ObjectStores.open("folder:" + folder));
        Release.Contents contents = contents(
                MODEL.towerId(Modality.TEXT),
                artifacts.put(TenantId.DEFAULT, TestHeads.file(WIDTH, DIMENSION, 7), "application/octet-stream"));

        // when
        try (ReleaseHeads heads =
                ReleaseHeads.open(MODEL, TestObjects.release(SECOND, ReleaseState.SHADOW, contents), artifacts::read)) {

            // then
            Embedding feature = vectors.next();
            assertThat(heads.project(Modality.TEXT, List.of(feature)).getFirst().cosine(product(feature, 7)))
                    .isGreaterThan(0.9999f);
        }
    }

    @Test
    void shouldRefuseAReleaseOfOtherTowers() throws Exception {
        // given
        Artifacts artifacts = new Artifacts(ObjectStores.open("folder:" + folder));
        Release release = TestObjects.release(
                SECOND,
                ReleaseState.SHADOW,
                contents("text-0123", artifacts.put(TenantId.DEFAULT, new byte[1], "application/octet-stream")));

        // when, then
        assertThatThrownBy(() -> ReleaseHeads.open(MODEL, release, artifacts::read))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("catalog@2 is of the text tower text-0123")
                .hasMessageContaining(MODEL.towerId(Modality.TEXT));
    }

    @Test
    void shouldRefuseWhatIsNoGraph() {
        byte[] good = TestHeads.file(WIDTH, DIMENSION, 7);
        byte[] random = new byte[5_000];
        new Random(1).nextBytes(random);

        refused(new byte[0], "must have 1 to");
        refused(random, "");
        for (int cut = 1; cut < 40; cut++) {
            refused(Arrays.copyOf(good, good.length * cut / 40), "");
        }
    }

    @Test
    void shouldRefuseAnotherShape() {
        refused(TestHeads.file(WIDTH, 512, 7), "must have 640 dimensions, got 512");
        refused(TestHeads.file(512, DIMENSION, 7), "input features must be FLOAT [-1, 384]");
        refused(changed(graph -> graph.getInputBuilder(0).setName("pixels")), "the one input features");
        refused(changed(graph -> graph.getOutputBuilder(0).setName("logits")), "the one output embeddings");
        refused(changed(graph -> graph.addInput(graph.getInput(0).toBuilder().setName("more"))), "2 inputs");
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        refused(changed(graph -> graph.getInitializerBuilder(0).setFloatData(9, Float.NaN)), "finite weights");
        refused(
                changed(graph -> graph.getInitializerBuilder(0).setFloatData(9, Float.MAX_VALUE)),
                "vectors of length 1");
        refused(
                changed(graph -> graph.setNode(1, TestHeads.node("Identity", "embeddings", "product"))),
                "vectors of length 1");
    }

    @Test
    void shouldRefuseAVectorThatDependsOnItsNeighbours() {
        refused(
                changed(graph -> {
                    graph.getNodeBuilder(0).setOutput(0, "mixed/0");
                    graph.addNode(
                            1,
                            TestHeads.node("Softmax", "mixed/1", "mixed/0")
                                    .addAttribute(AttributeProto.newBuilder()
                                            .setName("axis")
                                            .setType(AttributeType.INT)
                                            .setI(0)));
                    graph.addNode(2, TestHeads.node("Add", "product", "mixed/1", "mixed/0"));
                }),
                "whatever is beside it");
    }

    @Test
    void shouldRefuseWhatIsNoPlainArithmetic() {
        refused(changed(graph -> graph.getNodeBuilder(0).setDomain("com.example")), "operators among");
        refused(changed(graph -> graph.getNodeBuilder(0).setOpType("Loop")), "operators among");
        refused(changed(graph -> graph.getNodeBuilder(0).setOpType("ConstantOfShape")), "operators among");
        refused(
                changed(graph -> graph.getNodeBuilder(1)
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("body")
                                .setType(AttributeType.GRAPH)
                                .setG(GraphProto.newBuilder()))),
                "no graph within the graph");
        refused(
                changed(graph -> graph.addNode(0, TestHeads.node("Expand", "large", "features", "weights"))),
                "Expand to the shape of another value");
        refused(
                changed(graph -> graph.addInitializer(TensorProto.newBuilder()
                        .setName("wide")
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .addDims(1 << 20))),
                "at most 8192 per axis");
        refused(changed(ReleaseHeadsTest::growSixteenTimes), "at most 8192 per axis, got up to 10240");
        refused(
                TestHeads.linear(WIDTH, DIMENSION, 7)
                        .addOpsetImport(OperatorSetIdProto.newBuilder()
                                .setDomain("com.example")
                                .setVersion(1))
                        .build()
                        .toByteArray(),
                "standard operators");
    }

    /** Each time twice as long: 640 becomes 10,240. */
    private static void growSixteenTimes(GraphProto.Builder graph) {
        String last = "weights";
        for (int i = 0; i < 4; i++) {
            String next = "longer-" + i;
            graph.addNode(
                    i,
                    TestHeads.node("Concat", next, last, last)
                            .addAttribute(AttributeProto.newBuilder()
                                    .setName("axis")
                                    .setType(AttributeType.INT)
                                    .setI(0)));
            last = next;
        }
    }

    @Test
    void shouldRefuseWeightsBesideTheFile() {
        refused(
                changed(graph -> graph.getInitializerBuilder(0)
                        .clearFloatData()
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("../../../../etc/passwd"))),
                "weights inside");
    }

    @Test
    void shouldRefuseWhatTakesTooLong() {
        assertThatThrownBy(() -> HeadTrial.load(
                        "the text head",
                        TestHeads.file(WIDTH, DIMENSION, 7),
                        WIDTH,
                        DIMENSION,
                        Device.CPU,
                        Duration.ZERO))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining("within PT0S");
    }

    @Test
    void shouldNotProjectOnceClosed() {
        ReleaseHeads heads = load(TestHeads.file(WIDTH, DIMENSION, 7));
        heads.close();
        heads.close();
        assertThatThrownBy(() -> heads.project(Modality.TEXT, List.of(vectors.next())))
                .isInstanceOf(IllegalStateException.class);
    }

    private ReleaseHeads load(byte[] head) {
        return ReleaseHeads.of(MODEL, DIMENSION, Map.of(Modality.TEXT, head));
    }

    private void refused(byte[] head, String why) {
        assertThatThrownBy(() -> load(head))
                .isInstanceOf(ModelBundleException.class)
                .hasMessageContaining(why);
    }

    private static byte[] changed(Consumer<GraphProto.Builder> change) {
        ModelProto.Builder model = TestHeads.linear(WIDTH, DIMENSION, 7);
        change.accept(model.getGraphBuilder());
        return model.build().toByteArray();
    }

    private static Release.Contents contents(String tower, dev.weft.core.Artifact head) {
        return new Release.Contents(
                "demo",
                new TreeMap<>(Map.of(Modality.TEXT, tower)),
                DIMENSION,
                new TreeMap<>(Map.of(Modality.TEXT, head)));
    }

    /** The same product, one number at a time. */
    private static Embedding product(Embedding feature, long seed) {
        TensorProto weights =
                TestHeads.linear(WIDTH, DIMENSION, seed).getGraph().getInitializer(0);
        float[] sums = new float[DIMENSION];
        for (int row = 0; row < WIDTH; row++) {
            for (int column = 0; column < DIMENSION; column++) {
                sums[column] += feature.get(row) * weights.getFloatData(row * DIMENSION + column);
            }
        }
        return Embedding.normalized(sums);
    }

    private static byte[] resource(String name) {
        try (var stream = ReleaseHeadsTest.class.getResourceAsStream("/weft/bundles/demo/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
