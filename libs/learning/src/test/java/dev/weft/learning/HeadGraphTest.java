package dev.weft.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weft.core.Modality;
import dev.weft.inference.OnnxRuntime;
import dev.weft.learning.HeadOptions.Centring;
import dev.weft.learning.RoundOutcome.Finished;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ONNX Runtime computes with a written head is what the head computed while it learnt. */
class HeadGraphTest {

    private static final RoundListener SILENT = report -> {};

    @ParameterizedTest
    @EnumSource(Centring.class)
    void shouldEqualTheHeadWithoutABase(Centring centring) throws OrtException {
        for (Toy toy : new Toy[] {Toy.withoutBase(100), Toy.ofTheSpacesDimension(100)}) {
            TrainedHeads heads = trained(toy, Toy.SPACE, centring);

            assertEqual(heads.left(), toy.left, heads.left().toOnnx(Optional.empty()));
            assertEqual(heads.right(), toy.right, heads.right().toOnnx(Optional.empty()));
        }
    }

    @Test
    void shouldContainTheDemoModelsHead() throws OrtException, IOException {
        byte[] base = resource("weft/bundles/demo/image_head.onnx");
        Side left = sideOf(base, 1280);
        Side right = sideOf(resource("weft/bundles/demo/text_head.onnx"), 384);
        PairSet.Builder builder = PairSet.ofCatalog(left, right);
        for (int i = 0; i < 40; i++) {
            builder.add(new TrainingPair("family-" + i, i, i));
        }
        TrainedHead head = trained(builder.build(), 640, Centring.NONE).left();

        byte[] graph = head.toOnnx(Optional.of(base));

        assertEqual(head, left, graph);
        assertEqual(head.withDial(0.4), left, head.withDial(0.4).toOnnx(Optional.of(base)));
    }

    @Test
    void shouldKeepTheNamesOfABaseApartFromItsOwn() throws OrtException {
        Toy toy = Toy.withBase(100);
        byte[] base = GraphFiles.identity(24, Toy.SPACE);
        Side left = new Side(Modality.IMAGE, toy.left.features(), Optional.of(run(base, "in", "norm", toy.left)));
        PairSet.Builder builder = PairSet.ofCatalog(left, toy.right);
        toy.pairs.forEach(builder::add);
        TrainedHead head =
                trained(builder.build(), Toy.SPACE, Centring.MODALITY_MEAN).left();

        assertEqual(head, left, head.toOnnx(Optional.of(base)));
    }

    @Test
    void shouldRefuseABaseThatCannotBeAPart() {
        TrainedHead head = trained(Toy.withBase(100), Toy.SPACE, Centring.NONE).left();
        ModelProto old = GraphFiles.model(
                GraphProto.newBuilder()
                        .addInput(ValueInfoProto.newBuilder().setName("in"))
                        .addOutput(ValueInfoProto.newBuilder().setName("in")),
                12);

        assertThatThrownBy(() -> head.toOnnx(Optional.of(old.toByteArray())))
                .isInstanceOf(BaseHeadException.class)
                .hasMessageContaining("operator set 17 or newer, got 12");
        assertThatThrownBy(() -> head.toOnnx(Optional.of(new byte[] {1, 2, 3}))).isInstanceOf(BaseHeadException.class);
        assertThatThrownBy(() -> head.toOnnx(Optional.empty())).isInstanceOf(BaseHeadException.class);
    }

    @Test
    void shouldEqualTheMeanOfHeads() throws OrtException {
        Toy toy = Toy.withoutBase(100);
        TrainedHead one = trained(toy, Toy.SPACE, Centring.MODALITY_MEAN).left();
        TrainedHead mean = HeadMean.of(List.of(one, one));

        assertEqual(mean, toy.left, mean.toOnnx(Optional.empty()));
    }

    private static TrainedHeads trained(Toy toy, int space, Centring centring) {
        return trained(toy.training(), space, centring);
    }

    private static TrainedHeads trained(PairSet pairs, int space, Centring centring) {
        RoundOptions options = Toy.options()
                .withSteps(10)
                .withHead(new HeadOptions(32, 1, 0.1, 0, centring))
                // The demo model's heads make much the same of any noise.
                .withAlarms(new AlarmOptions(1, 0, Double.MAX_VALUE, 1));
        return ((Finished) new TrainingRound(options, space, TrainingData.of(pairs), Optional.empty())
                        .run(SILENT, Optional.empty()))
                .heads();
    }

    private static Side sideOf(byte[] base, int width) throws OrtException {
        Random random = new Random(width);
        float[][] rows = new float[40][width];
        for (float[] row : rows) {
            double squares = 0;
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian();
                squares += row[i] * row[i];
            }
            for (int i = 0; i < width; i++) {
                row[i] /= (float) Math.sqrt(squares);
            }
        }
        Side side = new Side(Modality.IMAGE, FeatureRows.of(rows), Optional.empty());
        return new Side(Modality.IMAGE, side.features(), Optional.of(run(base, "features", "embeddings", side)));
    }

    private static void assertEqual(TrainedHead head, Side side, byte[] graph) throws OrtException {
        FeatureRows computed = run(graph, "features", "embeddings", side);
        int[] all = IntStream.range(0, side.features().rows()).toArray();
        float[][] expected = head.embed(side, all);
        for (int row : all) {
            assertThat(computed.gather(new int[] {row})).containsExactly(expected[row], within(1e-5f));
        }
    }

    private static FeatureRows run(byte[] graph, String input, String output, Side side) throws OrtException {
        int rows = side.features().rows();
        float[][] features = new float[rows][side.features().dimension()];
        for (int i = 0; i < rows; i++) {
            side.features().copy(i, features[i], 0);
        }
        OrtEnvironment environment = OnnxRuntime.environment();
        try (OrtSession session = environment.createSession(graph);
                OnnxTensor tensor = OnnxTensor.createTensor(environment, features);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            return FeatureRows.of((float[][]) result.get(output).orElseThrow().getValue());
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = HeadGraphTest.class.getClassLoader().getResourceAsStream(name)) {
            return stream.readAllBytes();
        }
    }
}
