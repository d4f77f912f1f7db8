package dev.weft.gateway.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.TenantId;
import dev.weft.gateway.Backends;
import dev.weft.gateway.Platform;
import dev.weft.gateway.encode.Classifier.Scored;
import dev.weft.gateway.encode.ClassifyRequest.Subject;
import dev.weft.http.ProblemException;
import dev.weft.inference.SimilarityScale;
import dev.weft.media.DecodeBudget;
import dev.weft.media.ImageDecoder;
import dev.weft.testkit.TestImages;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the demo model, and with what other models say of themselves. In the application, because its native libraries load only once. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class EncodeTest {

    private static final ReleaseId RELEASE = ReleaseId.parse("catalog@1");
    private static final SimilarityScale CLIP = new SimilarityScale(100, 0);
    private static final SimilarityScale SIGLIP = new SimilarityScale(110, -16);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> LABELS = List.of("fruit", "railway", "shoe");

    private final Backends backends;
    private DescribedModel model;

    @Inject
    EncodeTest(Backends backends) {
        this.backends = backends;
    }

    @BeforeEach
    void open() {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> backends.model().dimension() > 0);
        model = new DescribedModel(backends.model(), Optional.of(CLIP), List.of(64, 128));
    }

    @Test
    void shouldEmbedManyInputsOfBothKindsInTheirOrder() {
        // given
        List<Input> inputs = IntStream.range(0, 40)
                .mapToObj(i -> i % 3 == 0 ? new Input.Image(TestImages.png(i)) : (Input) new Input.Text("number " + i))
                .toList();

        // when
        Encoded encoded = encoder(model).encode(inputs);

        // then
        assertThat(encoded.vectors()).hasSize(40);
        for (int i = 0; i < inputs.size(); i++) {
            Embedding alone =
                    encoder(model).encode(inputs.subList(i, i + 1)).vectors().getFirst();
            assertThat(encoded.vectors().get(i).cosine(alone)).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void shouldCutAVectorToALengthTheModelIsMadeForAndToNoOther() {
        // given
        Embedding whole =
                encoder(model).encode(List.of(new Input.Text("shoe"))).vectors().getFirst();

        // when
        Embedding cut = Dimensions.cut(model, OptionalInt.of(64)).apply(whole);

        // then
        assertThat(cut).isEqualTo(Embedding.normalized(Arrays.copyOf(whole.toArray(), 64)));
        assertThat(Dimensions.cut(model, OptionalInt.empty()).apply(whole)).isEqualTo(whole);
        assertThat(Dimensions.cut(model, OptionalInt.of(640)).apply(whole)).isEqualTo(whole);
        assertThatThrownBy(() -> Dimensions.cut(model, OptionalInt.of(65)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[64, 128, 640]")
                .hasMessageContaining("got 65");
    }

    @Test
    void shouldEmbedALabelInATemplateOnlyOnce() {
        // given
        Prompts prompts = new Prompts(1 << 20);
        List<String> templates = List.of("a photo of a {}", "a drawing of a {}");
        List<Embedding> first = prompts.vectors(RELEASE, LABELS, templates, encoder(model));
        int embedded = model.inputs().get();

        // when
        List<Embedding> again = prompts.vectors(RELEASE, LABELS, templates, encoder(model));
        int embeddedAgain = model.inputs().get();
        prompts.vectors(ReleaseId.parse("catalog@2"), LABELS, templates, encoder(model));

        // then
        assertThat(embedded).isEqualTo(6);
        assertThat(embeddedAgain).isEqualTo(6);
        assertThat(again).isEqualTo(first);
        assertThat(model.inputs()).as("another release's vectors are others").hasValue(12);
    }

    @Test
    void shouldTakeTheMeanDirectionOfALabelsPrompts() {
        // given
        List<String> templates = List.of("a photo of a {}", "a drawing of a {}");
        List<Embedding> alone = encoder(model)
                .encode(List.of(new Input.Text("a photo of a shoe"), new Input.Text("a drawing of a shoe")))
                .vectors();

        // when
        Embedding mean = new Prompts(1 << 20)
                .vectors(RELEASE, List.of("shoe"), templates, encoder(model))
                .getFirst();

        // then
        float[] sum = alone.get(0).toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += alone.get(1).get(i);
        }
        assertThat(mean.cosine(Embedding.normalized(sum))).isCloseTo(1, within(1e-5f));
        assertThat(mean.cosine(alone.get(0))).isLessThan(0.9999f);
    }

    @Test
    void shouldGiveTheSoftmaxOfScaledCosines() {
        // when
        List<Scored> scored = classify(CLIP, false);

        // then
        assertThat(scored).extracting(Scored::label).startsWith("railway");
        double sum = scored.stream()
                .mapToDouble(label -> Math.exp(100 * label.score()))
                .sum();
        for (Scored label : scored) {
            assertThat(label.probability().getAsDouble()).isCloseTo(Math.exp(100 * label.score()) / sum, within(1e-5));
        }
    }

    @Test
    void shouldGiveTheSigmoidLabelByLabelWhereTheModelHasABias() {
        for (Scored label : classify(SIGLIP, true)) {
            assertThat(label.probability().getAsDouble())
                    .isCloseTo(1 / (1 + Math.exp(16 - 110 * label.score())), within(1e-5));
        }
    }

    @Test
    void shouldGiveNoProbabilityTheModelDoesNotKnow() {
        assertThat(classify(CLIP, true)).allMatch(label -> label.probability().isEmpty());
        assertThat(Probabilities.of(new double[] {0.1, 0.2}, Optional.empty(), false))
                .allMatch(probability -> probability.isEmpty());
    }

    @Test
    void shouldStayFiniteWhenLogitsAreLarge() {
        assertThat(Stream.of(Probabilities.of(new double[] {1, -1}, Optional.of(new SimilarityScale(1e6, 0)), false))
                        .map(probability -> probability.getAsDouble()))
                .containsExactly(1.0, 0.0);
    }

    private List<Scored> classify(SimilarityScale scale, boolean multiLabel) {
        DescribedModel described = new DescribedModel(model.model(), Optional.of(scale), List.of(), model.inputs());
        Classifier classifier =
                new Classifier(described, encoder(described), new Prompts(1 << 20), RELEASE, TenantId.DEFAULT, () -> {
                    throw new AssertionError("nothing stored is asked for");
                });
        return classifier.classify(
                new ClassifyRequest(new Subject.Given(new Input.Text("a train")), LABELS, List.of("{}"), multiLabel));
    }

    private static InputEncoder encoder(DescribedModel model) {
        assertThat(model.modalities()).contains(Modality.TEXT, Modality.IMAGE);
        return new InputEncoder(model, new ImageDecoder(new DecodeBudget(1 << 20, 1 << 20, 10)), new Semaphore(1));
    }
}
