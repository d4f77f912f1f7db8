package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.core.Artifact;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.evaluation.report.SetFigures;
import dev.weft.evaluation.report.SetFigures.Figure;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.FirstRelease;
import dev.weft.learning.AlarmOptions;
import dev.weft.testkit.TestObjects;
import dev.weft.trainer.round.Evaluation;
import dev.weft.trainer.round.ImportedCandidates;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.Progress.Phase;
import dev.weft.trainer.round.ReleaseMeasurement;
import dev.weft.trainer.round.RoundPlan;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Releases of other towers than the installation's, on real pictures: judged by figures, measured, learnt on. */
@TestInstance(Lifecycle.PER_CLASS)
class TowersFromElsewhereTest {

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private TowersBench towers;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        towers = new TowersBench(folder);
    }

    @AfterAll
    void stop() {
        towers.close();
    }

    @Test
    void shouldApproveBetterTowersAndTakeWhatTheyCannotEmbedForNotFound() throws Exception {
        // given
        MediaKey damaged = towers.damaged();
        Release live = towers.releases().live("better", towers.smallBundle(), towers.small());
        Release candidate = imported(live, 2, Demo.BUNDLE, towers.demo());
        List<Progress> told = new ArrayList<>();

        // when this trainer is stopped while the towers run
        assertThatThrownBy(() -> judge(live, candidate, progress -> {
                    if (progress.phase() == Phase.EMBEDDING) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(towers.releases().state(candidate.id())).isEqualTo(ReleaseState.CANDIDATE);

        // and begins again
        Progress ended = judge(live, candidate, told::add);

        // then
        assertThat(ended.outcome())
                .hasValueSatisfying(outcome ->
                        assertThat(outcome.kind()).as(outcome.message()).isEqualTo("approved"));
        assertThat(told)
                .filteredOn(progress -> progress.phase() == Phase.EMBEDDING)
                .last()
                .satisfies(progress -> assertThat(progress.items().total()).isEqualTo(24));
        Release judged = release(candidate.id());
        assertThat(judged.files()).containsKey("report.html");
        assertThat(judged.metrics()).containsEntry("sets.absent", 1.0).containsKey("guard.t2i.recall_at_10");
        assertThat(file(judged, "in-domain.set.jsonl")).contains("\"" + damaged + "\"");

        // and whoever measures both gets the same figures
        Evaluation measured = measurement("better").measure(Optional.of(candidate.id()), Optional.of(live.id()));
        assertThat(inDomainRecall(measured))
                .isEqualTo(metric(judged, "in-domain.t2i.recall_at_10"))
                .isGreaterThan(metric(judged, "in-domain.t2i.recall_at_10.before"));
        assertThat(measured.comparisons()).hasSameSizeAs(measured.sets());
    }

    @Test
    void shouldRejectWorseTowersByTheirFigures() throws Exception {
        Release live = towers.releases().live("worse", Demo.BUNDLE, towers.demo());
        Release candidate = imported(live, 2, towers.smallBundle(), towers.small());

        Progress ended = judge(live, candidate, _ -> {});

        assertThat(ended.outcome())
                .hasValueSatisfying(outcome ->
                        assertThat(outcome.kind()).as(outcome.message()).isEqualTo("rejected"));
        Release judged = release(candidate.id());
        assertThat(judged.files()).containsKey("report.html");
        assertThat(metric(judged, "in-domain.t2i.recall_at_10"))
                .isLessThan(metric(judged, "in-domain.t2i.recall_at_10.before"));
        assertThat(metric(judged, "guard.t2i.recall_at_10"))
                .isLessThan(metric(judged, "guard.t2i.recall_at_10.before"));
    }

    @Test
    void shouldRejectABundleThatCannotBeUsedWithTheReason() throws Exception {
        Release live = towers.releases().live("unusable", Demo.BUNDLE, towers.demo());

        rejected(live, imported(live, 2, towers.smallBundle() + "0", towers.small()), "must be");
        rejected(live, imported(live, 3, folder.resolve("nowhere").toString(), towers.small()), "nowhere");
        rejected(live, textsOnly(live, 4), "must have them for [");
        assertThat(towers.releases().state(live.id())).isEqualTo(ReleaseState.LIVE);
    }

    @Test
    void shouldLearnOnTheTowersOfTheLiveReleaseWhateverTheModelIs() throws Exception {
        // given a trainer whose model is the demo's
        Release live = towers.releases().live("catalog", towers.smallBundle(), towers.small());
        RoundRunner runner = new RoundRunner(
                plan(),
                towers.inputs(),
                towers.releases().releases(),
                towers.releases().files(),
                folder.resolve("round"));

        // when
        Progress ended = runner.run("r", new RoundRequest("a test", "me"), _ -> {});

        // then
        assertThat(ended.outcome())
                .hasValueSatisfying(outcome ->
                        assertThat(outcome.kind()).as(outcome.message()).isIn("approved", "rejected", "too_small"));
        Release learnt = release(new ReleaseId("catalog", 2));
        assertThat(learnt.contents().bundle()).isEqualTo(towers.smallBundle());
        assertThat(learnt.contents().towers()).isEqualTo(live.contents().towers());
        assertThat(learnt.contents().heads()).containsOnlyKeys(Modality.IMAGE, Modality.TEXT);
        assertThat(learnt.metrics())
                .containsEntry("training.replay.of_other_towers", 1.0)
                .containsKey("guard.t2i.recall_at_10");
        assertThat(metric(learnt, "training.pairs")).isEqualTo(110);
    }

    /** Few steps; texts of towers with random weights are all alike, which would end it. */
    private static RoundPlan plan() {
        RoundPlan few = Demo.plan(5, 32, List.of(0L));
        return new RoundPlan(
                few.space(),
                few.modality(),
                few.owner(),
                few.options().withAlarms(new AlarmOptions(1, 0, 1e9, 1)),
                few.seeds(),
                few.thresholds(),
                few.alpha(),
                few.plannedLooks());
    }

    private Release imported(Release live, int number, String bundle, EmbeddingModel model) throws Exception {
        return towers.releases()
                .imported(
                        live,
                        number,
                        FirstRelease.of(live.id(), bundle, model, "me", TestObjects.NOW)
                                .contents());
    }

    private Release textsOnly(Release live, int number) throws Exception {
        String tower = towers.small().towerId(Modality.TEXT);
        return towers.releases()
                .imported(
                        live,
                        number,
                        new Release.Contents(
                                towers.smallBundle(),
                                new TreeMap<>(Map.of(Modality.TEXT, tower)),
                                towers.small().dimension(),
                                new TreeMap<>()));
    }

    private void rejected(Release live, Release candidate, String why) throws Exception {
        Progress ended = judge(live, candidate, _ -> {});

        assertThat(ended.outcome())
                .hasValueSatisfying(outcome -> assertThat(outcome.message()).contains(why));
        assertThat(towers.releases().state(candidate.id())).isEqualTo(ReleaseState.REJECTED);
    }

    private Progress judge(Release live, Release candidate, Consumer<Progress> listener) throws Exception {
        return new ImportedCandidates(
                        towers.releases().plan(live.id().space()),
                        towers.inputs(),
                        towers.releases().releases(),
                        towers.releases().files())
                .judge("j", candidate, listener);
    }

    private ReleaseMeasurement measurement(String space) {
        return new ReleaseMeasurement(
                towers.releases().plan(space),
                towers.inputs(),
                towers.releases().releases(),
                towers.releases().files());
    }

    private Release release(ReleaseId id) throws Exception {
        return towers.releases().releases().find(id).orElseThrow();
    }

    private String file(Release release, String name) throws IOException {
        Artifact file = Optional.ofNullable(release.files().get(name)).orElseThrow();
        return new String(towers.releases().files().read(file, Long.MAX_VALUE), StandardCharsets.UTF_8);
    }

    private static double inDomainRecall(Evaluation measured) {
        return measured.sets().stream()
                .filter(set -> set.name().equals("in-domain"))
                .map(SetFigures::figures)
                .flatMap(List::stream)
                .filter(figure -> figure.direction().wireName().equals("t2i")
                        && figure.metric().wireName().equals("recall_at_10"))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow();
    }

    private static double metric(Release release, String name) {
        return Optional.ofNullable(release.metrics().get(name)).orElseThrow();
    }
}
