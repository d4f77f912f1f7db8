package dev.weft.trainer;

import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.TenantId;
import dev.weft.embeddedkafka.EmbeddedKafka;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.FirstRelease;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStores;
import dev.weft.trainer.round.ReleaseFiles;
import dev.weft.trainer.round.RoundPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A broker's log of releases and a folder of their files; each test has a space of its own. */
final class ReleaseBench implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final Artifacts artifacts;
    private final EmbeddedKafka broker;
    private final KafkaSettings kafka;
    private final ReleaseLog releases;

    ReleaseBench(Path folder) throws IOException {
        artifacts = new Artifacts(ObjectStores.open("folder:" + folder.resolve("objects")));
        broker = EmbeddedKafka.at(folder.resolve("kafka"));
        broker.start();
        kafka = KafkaSettings.at(broker.bootstrapServers());
        TopicProvisioner.ensure(kafka, PATIENCE);
        releases = ReleaseLog.open(kafka, EventCodecs.open(kafka));
    }

    KafkaSettings kafka() {
        return kafka;
    }

    ReleaseLog releases() {
        return releases;
    }

    ReleaseFiles files() {
        return new ReleaseFiles() {
            @Override
            public Artifact put(byte[] bytes, String contentType) throws IOException {
                return artifacts.put(TenantId.DEFAULT, bytes, contentType);
            }

            @Override
            public byte[] read(Artifact artifact, long maxBytes) throws IOException {
                return artifacts.read(artifact, maxBytes);
            }
        };
    }

    DemoInputs inputs() {
        return new DemoInputs(Demo.demo(), files());
    }

    /** A plan in this space, whose gate asks rounds for three seeds. */
    RoundPlan plan(String space) {
        return plan(space, List.of(0L, 1L, 2L));
    }

    /** A plan in this space with these seeds. */
    RoundPlan plan(String space, List<Long> seeds) {
        return Demo.standalonePlan(space, seeds);
    }

    /** The demo's bundle as it is, live. */
    Release live(String space) throws Exception {
        return live(space, "demo", Demo.demo().model());
    }

    /** A bundle as it is, live. */
    Release live(String space, String bundle, EmbeddingModel model) throws Exception {
        Release live = FirstRelease.of(new ReleaseId(space, 1), bundle, model, "test", NOW);
        releases.append(live, PATIENCE);
        return live;
    }

    /** Files for graphs. */
    Map<Modality, Artifact> stored(Map<Modality, byte[]> graphs) throws IOException {
        Map<Modality, Artifact> stored = new TreeMap<>();
        for (Map.Entry<Modality, byte[]> graph : graphs.entrySet()) {
            stored.put(graph.getKey(), files().put(graph.getValue(), "application/octet-stream"));
        }
        return stored;
    }

    /** A candidate of heads as an import leaves it. */
    Release imported(Release live, int number, Map<Modality, String> towers, Map<Modality, Artifact> heads)
            throws Exception {
        return imported(
                live,
                number,
                new Release.Contents(
                        "demo", new TreeMap<>(towers), live.contents().dimension(), new TreeMap<>(heads)));
    }

    /** A candidate as an import leaves it. */
    Release imported(Release live, int number, Release.Contents contents) throws Exception {
        Release candidate = new Release(
                new ReleaseId(live.id().space(), number),
                Optional.of(live.id()),
                1,
                contents,
                new TreeMap<>(Map.of(
                        Release.IMPORT_FILE,
                        files().put("{\"madeBy\": \"hand\"}".getBytes(StandardCharsets.UTF_8), "application/json"))),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.CANDIDATE, "imported", "maria", Optional.empty(), Release.Progress.NONE, NOW),
                NOW);
        releases.append(candidate, PATIENCE);
        return candidate;
    }

    ReleaseState state(ReleaseId id) throws Exception {
        return releases.find(id).orElseThrow().state();
    }

    @Override
    public void close() {
        releases.close();
        broker.close();
    }
}
