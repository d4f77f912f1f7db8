package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.testkit.TestHeads;
import dev.weft.trainer.round.ImportedCandidates;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Heads that were made elsewhere, on the demo catalog: good ones go live, all others are rejected with the reason. */
@TestInstance(Lifecycle.PER_CLASS)
class ImportedCandidatesTest {

    private static final int IMAGE_WIDTH = 1280;
    private static final int TEXT_WIDTH = 384;
    private static final int SPACE = 640;

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private ReleaseBench bench;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        bench = new ReleaseBench(folder);
    }

    @AfterAll
    void stop() {
        bench.close();
    }

    @Test
    void shouldApproveHeadsThatFindMoreOfWhatTheyNeverLearntFrom() throws Exception {
        // given
        Release live = bench.live("better");
        Release candidate = bench.imported(live, 2, live.contents().towers(), learntElsewhere());

        // when
        Progress ended = judge(live, candidate);

        // then
        assertThat(ended.outcome()).hasValueSatisfying(outcome -> {
            assertThat(outcome.kind()).as(outcome.message()).isEqualTo("approved");
            assertThat(outcome.release()).contains("better@2");
        });
        Release judged = bench.releases().find(candidate.id()).orElseThrow();
        assertThat(judged.state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(judged.files()).containsKeys(Release.IMPORT_FILE, "report.json", "report.html");
        assertThat(judged.metrics()).containsKeys("in-domain.t2i.recall_at_10", "guard.t2i.recall_at_10");
        assertThat(candidates("better").waiting()).isEmpty();
    }

    @Test
    void shouldRejectHeadsThatFindLessWithAReport() throws Exception {
        Release live = bench.live("random");
        Release candidate = bench.imported(
                live,
                2,
                live.contents().towers(),
                bench.stored(Map.of(
                        Modality.IMAGE, TestHeads.file(IMAGE_WIDTH, SPACE, 1),
                        Modality.TEXT, TestHeads.file(TEXT_WIDTH, SPACE, 2))));

        judge(live, candidate);

        Release judged = bench.releases().find(candidate.id()).orElseThrow();
        assertThat(judged.state()).isEqualTo(ReleaseState.REJECTED);
        assertThat(judged.files()).containsKey("report.html");
        assertThat(bench.state(live.id())).isEqualTo(ReleaseState.LIVE);
    }

    @Test
    void shouldRejectWhatCannotBeRunHereWithTheReason() throws Exception {
        // given
        Release live = bench.live("unusable");
        Map<Modality, String> towers = live.contents().towers();
        ModelProto.Builder hostile = TestHeads.linear(TEXT_WIDTH, SPACE, 3);
        hostile.getGraphBuilder().getNodeBuilder(0).setOpType("Loop");
        Map<Modality, String> others = new EnumMap<>(towers);
        others.put(Modality.TEXT, "another-tower");

        // when, then
        rejected(live, 2, towers, text(hostile.build().toByteArray()), "operators among");
        rejected(live, 3, towers, text(TestHeads.file(TEXT_WIDTH, 512, 3)), "must have 640 dimensions, got 512");
        rejected(live, 4, towers, damaged(TestHeads.file(TEXT_WIDTH, SPACE, 4)), "");
        rejected(live, 5, others, text(TestHeads.file(TEXT_WIDTH, SPACE, 5)), "another-tower");
        assertThat(bench.state(live.id())).isEqualTo(ReleaseState.LIVE);
    }

    @Test
    void shouldLeaveCandidatesOfRoundsToTheirRounds() throws Exception {
        Release live = bench.live("own");
        bench.releases()
                .append(
                        new Release(
                                new ReleaseId("own", 2),
                                Optional.of(live.id()),
                                1,
                                live.contents(),
                                new TreeMap<>(),
                                new TreeMap<>(),
                                new Release.Standing(
                                        ReleaseState.CANDIDATE,
                                        "trained",
                                        "trainer",
                                        Optional.empty(),
                                        Release.Progress.NONE,
                                        live.createdAt()),
                                live.createdAt()),
                        ReleaseBench.PATIENCE);

        assertThat(candidates("own").waiting()).isEmpty();
    }

    private void rejected(
            Release live, int number, Map<Modality, String> towers, Map<Modality, Artifact> heads, String why)
            throws Exception {
        Release candidate = bench.imported(live, number, towers, heads);
        assertThat(candidates(live.id().space()).waiting())
                .extracting(Release::id)
                .containsExactly(candidate.id());

        Progress ended = judge(live, candidate);

        assertThat(ended.outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome.message()).contains(why));
        assertThat(bench.state(candidate.id())).isEqualTo(ReleaseState.REJECTED);
    }

    private ImportedCandidates candidates(String space) {
        return new ImportedCandidates(bench.plan(space), bench.inputs(), bench.releases(), bench.files());
    }

    private Progress judge(Release live, Release candidate) throws Exception {
        return candidates(live.id().space()).judge("j", candidate, _ -> {});
    }

    private Map<Modality, Artifact> text(byte[] graph) throws IOException {
        return bench.stored(Map.of(Modality.TEXT, graph));
    }

    /** Stored well, and changed where it lies. */
    private Map<Modality, Artifact> damaged(byte[] graph) throws IOException {
        Map<Modality, Artifact> heads = text(graph);
        String hash = Optional.ofNullable(heads.get(Modality.TEXT))
                .orElseThrow()
                .sha256()
                .hex();
        byte[] other = graph.clone();
        other[other.length / 2] ^= 1;
        try (Stream<Path> paths = Files.walk(folder.resolve("objects"))) {
            List<Path> files = paths.filter(
                            path -> path.getFileName().toString().contains(hash))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(files).hasSize(1);
            Files.write(files.getFirst(), other);
        }
        return heads;
    }

    /** What another installation's round made of the same catalog. */
    private Map<Modality, Artifact> learntElsewhere() throws Exception {
        bench.live("elsewhere");
        new RoundRunner(
                        bench.plan("elsewhere", List.of(0L)),
                        bench.inputs(),
                        bench.releases(),
                        bench.files(),
                        folder.resolve("round"))
                .run("r", new RoundRequest("a test", "me"), _ -> {});
        return bench.releases()
                .find(new ReleaseId("elsewhere", 2))
                .orElseThrow()
                .contents()
                .heads();
    }
}
