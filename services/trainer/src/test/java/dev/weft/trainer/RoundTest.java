package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.core.Artifact;
import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.embeddedkafka.EmbeddedKafka;
import dev.weft.evaluation.gate.Check;
import dev.weft.evaluation.gate.Verdict;
import dev.weft.evaluation.report.GateReport;
import dev.weft.evaluation.report.GateReportJson;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.ReleaseHeads;
import dev.weft.testkit.TestObjects;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.RoundRequest;
import dev.weft.trainer.round.RoundRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole round on the demo catalog, from the log of releases to the log. */
class RoundTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Demo demo = Demo.demo();
    private final MemoryFiles files = new MemoryFiles();

    @Test
    void shouldApproveNewHeadsThatFindMoreOfWhatTheyNeverLearntFrom() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.at(folder.resolve("kafka"))) {
            kafka.start();
            KafkaSettings settings = KafkaSettings.at(kafka.bootstrapServers());
            TopicProvisioner.ensure(settings, PATIENCE);
            try (ReleaseLog releases = ReleaseLog.open(settings, EventCodecs.open(settings))) {
                // given
                releases.append(live(), PATIENCE);
                RoundRunner runner = new RoundRunner(
                        Demo.standalonePlan("catalog", List.of(0L)), demo, releases, files, folder.resolve("round"));
                List<Progress> told = new ArrayList<>();

                // when
                Progress ended = runner.run("r-1", new RoundRequest("a test", "me"), told::add);

                // then
                assertThat(ended.outcome()).hasValueSatisfying(outcome -> {
                    assertThat(outcome.kind()).as(outcome.message()).isEqualTo("approved");
                    assertThat(outcome.release()).contains("catalog@2");
                });
                assertThat(told).extracting(Progress::phase).contains(Progress.Phase.LEARNING, Progress.Phase.JUDGING);
                Release release = releases.find(new ReleaseId("catalog", 2)).orElseThrow();
                assertThat(release.state()).isEqualTo(ReleaseState.APPROVED);
                assertThat(release.parent()).contains(new ReleaseId("catalog", 1));
                assertThat(release.files())
                        .containsKeys("report.json", "report.html", "in-domain.set.jsonl", "hard.set.jsonl");
                requireReport(release);
                requireHeads(release);
            }
        }
    }

    private void requireReport(Release release) throws Exception {
        GateReport report = GateReportJson.read(
                new String(files.read(file(release, "report.json"), Long.MAX_VALUE), StandardCharsets.UTF_8));
        assertThat(report.decision().verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(report.examples()).isNotEmpty();
        assertThat(report.sets())
                .extracting(set -> set.name())
                .contains("in-domain", "newest", "unseen", "hard", "guard");
        assertThat(report.decision().checks())
                .filteredOn(check -> check.name().equals("no-shown-loss"))
                .extracting(Check::subject)
                .containsExactly("hard");
        assertThat(metric(release, "in-domain.t2i.recall_at_10"))
                .isGreaterThan(metric(release, "in-domain.t2i.recall_at_10.before") + 10);
        assertThat(new String(files.read(file(release, "report.html"), Long.MAX_VALUE), StandardCharsets.UTF_8))
                .contains("catalog@2", "no-shown-loss");
    }

    /** The runtime that serves queries makes of a feature what the gate was shown. */
    private void requireHeads(Release release) throws IOException {
        try (ReleaseHeads heads = ReleaseHeads.open(demo.model(), release, files::read)) {
            float[] feature = demo.catalog().media().gather(new int[] {5});
            List<Embedding> own = heads.project(Modality.IMAGE, List.of(Embedding.wrap(feature)));
            List<Embedding> base = demo.model().project(Modality.IMAGE, List.of(Embedding.wrap(feature)));
            assertThat(own.getFirst().cosine(base.getFirst())).isBetween(0.1f, 0.999f);
        }
    }

    private static Artifact file(Release release, String name) {
        return Optional.ofNullable(release.files().get(name)).orElseThrow();
    }

    private static double metric(Release release, String name) {
        return Optional.ofNullable(release.metrics().get(name)).orElseThrow();
    }

    private Release live() {
        return TestObjects.release(
                new ReleaseId("catalog", 1),
                ReleaseState.LIVE,
                new Release.Contents(
                        "demo",
                        new TreeMap<>(Map.of(
                                Modality.IMAGE, demo.model().towerId(Modality.IMAGE),
                                Modality.TEXT, demo.model().towerId(Modality.TEXT))),
                        demo.model().dimension(),
                        new TreeMap<>()));
    }
}
