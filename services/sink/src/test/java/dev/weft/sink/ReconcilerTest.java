package dev.weft.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weft.core.Attributes;
import dev.weft.core.MediaEmbedded;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.events.KafkaSettings;
import dev.weft.sink.reconcile.Finding;
import dev.weft.sink.reconcile.Mode;
import dev.weft.sink.reconcile.Progress;
import dev.weft.sink.reconcile.ReconcileSettings;
import dev.weft.sink.reconcile.Report;
import dev.weft.testkit.KafkaExtension;
import dev.weft.testkit.TestObjects;
import dev.weft.testkit.UnitVectors;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.StoredVersion;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted drift between a real log and a store beside a sink at work. */
@ExtendWith(KafkaExtension.class)
class ReconcilerTest {

    private static final int DIMENSION = 8;
    private static final long IMPORT_PAUSE_NANOS = 2_000_000;

    @TempDir
    Path folder;

    private final UnitVectors vectors = new UnitVectors(DIMENSION, 17);
    private SinkRig rig;

    @BeforeEach
    void prepare(KafkaSettings kafka) {
        rig = new SinkRig(kafka);
    }

    @AfterEach
    void cleanUp() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "lucene"})
    void shouldFindAndRepairExactlyTheDriftThatWasPlanted(String kind) throws Exception {
        // given
        VectorStore real = open(kind);
        LossyStore lossy = new LossyStore(real);
        lossy.lose(TestObjects.key("missing"), 1);
        lossy.lose(TestObjects.key("missing-after-deletion"), 3);
        lossy.lose(TestObjects.key("stale"), 2);
        lossy.lose(TestObjects.key("alive"), 2);
        try (SinkRuntime sink = rig.start(lossy.asStore())) {
            rig.sendAll(IntStream.range(0, 300).mapToObj(i -> embedded("item-" + i, 1)));
            rig.send(embedded("missing", 1));
            rig.send(TestObjects.embeddedDeleted("missing-after-deletion", 2));
            rig.send(embedded("stale", 1));
            rig.send(embedded("alive", 1));
            rig.send(embedded("gone", 1));
            rig.awaitNoLag(); // Within one batch only the newest version is written.
            rig.send(embedded("missing-after-deletion", 3));
            rig.send(embedded("stale", 2));
            rig.send(TestObjects.embeddedDeleted("alive", 2));
            rig.send(TestObjects.embeddedDeleted("gone", 2));
            rig.awaitNoLag();
            real.apply(SinkRig.COLLECTION, List.of(put("unlogged", 7)));
            List<StoredVersion> before = SinkRig.content(real);

            // when
            Report verified = run(Mode.VERIFY, lossy.asStore());

            // then
            assertThat(verified.findings())
                    .extracting(
                            finding -> finding.key().id().toString(),
                            Finding::kind,
                            finding -> finding.logVersion().orElse(0),
                            finding -> finding.storeVersion().orElse(0),
                            Finding::repair)
                    .containsExactlyInAnyOrder(
                            tuple("missing", Finding.Kind.MISSING, 1L, 0L, Finding.Repair.NOT_TRIED),
                            tuple("missing-after-deletion", Finding.Kind.MISSING, 3L, 2L, Finding.Repair.NOT_TRIED),
                            tuple("stale", Finding.Kind.STALE, 2L, 1L, Finding.Repair.NOT_TRIED),
                            tuple("alive", Finding.Kind.EXTRA, 2L, 1L, Finding.Repair.NOT_TRIED),
                            tuple("unlogged", Finding.Kind.EXTRA, 0L, 7L, Finding.Repair.NOT_TRIED));
            assertThat(verified.log()).isEqualTo(new Report.LogCounts(309, 303, 2, 303));
            assertThat(verified.store().live()).isEqualTo(303);
            assertThat(verified.isClean()).isFalse();
            assertThat(SinkRig.content(real)).isEqualTo(before);

            // when
            lossy.heal();
            Report repaired = run(Mode.REPAIR, lossy.asStore());
            Report again = run(Mode.VERIFY, lossy.asStore());

            // then
            assertThat(repaired.findings())
                    .hasSize(5)
                    .allSatisfy(finding -> assertThat(finding.repair()).isEqualTo(Finding.Repair.REPAIRED));
            assertThat(repaired.isClean()).isTrue();
            assertThat(again.findings()).isEmpty();
            assertThat(again.isClean()).isTrue();
            assertThat(SinkRig.content(real))
                    .contains(
                            new StoredVersion(TestObjects.key("missing"), 1, false),
                            new StoredVersion(TestObjects.key("missing-after-deletion"), 3, false),
                            new StoredVersion(TestObjects.key("stale"), 2, false),
                            new StoredVersion(TestObjects.key("alive"), 2, true),
                            new StoredVersion(TestObjects.key("unlogged"), 7, true));
        }
    }

    @Test
    void shouldSayWhereTheRecordsAreAndWriteAllFindings() throws Exception {
        // given
        LossyStore lossy = new LossyStore(open("memory"));
        Path files = Files.createDirectory(folder.resolve("findings"));
        ReconcileSettings settings = settings(1, Optional.of(files));
        for (int i = 0; i < 20; i++) {
            lossy.lose(TestObjects.key("item-" + i), 1);
        }
        try (SinkRuntime sink = rig.start(lossy.asStore())) {
            for (int i = 0; i < 20; i++) {
                rig.send(embedded("item-" + i, 1));
            }
            rig.awaitNoLag();

            // when
            Report report = run(Mode.VERIFY, lossy.asStore(), settings);

            // then
            assertThat(report.findings()).hasSize(1);
            assertThat(report.found()).containsEntry(Finding.Kind.MISSING, 20L);
            assertThat(report.byPartition().values().stream()
                            .mapToLong(kinds -> kinds.getOrDefault(Finding.Kind.MISSING, 0L))
                            .sum())
                    .isEqualTo(20);
            assertThat(report.byPartition()).hasSizeGreaterThan(1);
            assertThat(Files.readAllLines(files.resolve("test.jsonl")))
                    .hasSize(20)
                    .allSatisfy(line -> assertThat(line)
                            .contains("\"kind\":\"missing\"", "\"logVersion\":1", "\"offset\":", "\"partition\":"));
        }
    }

    @Test
    void shouldReportNothingWhileAnImportRuns() throws Exception {
        // given
        VectorStore store = open("lucene");
        AtomicBoolean importing = new AtomicBoolean(true);
        List<Report> reports = new ArrayList<>();
        try (SinkRuntime sink = rig.start(store)) {
            Thread writer = Thread.ofPlatform().start(() -> importUntil(importing));

            // when
            for (int i = 0; i < 6; i++) {
                reports.add(run(Mode.VERIFY, store, settings(100, Optional.empty(), SinkRig.PATIENCE)));
            }
            importing.set(false);
            writer.join();
            rig.awaitNoLag();
            reports.add(run(Mode.VERIFY, store));
        }

        // then
        assertThat(reports)
                .allSatisfy(report ->
                        assertThat(report.isClean()).as(report.toString()).isTrue());
        assertThat(reports.getLast().log().records())
                .isGreaterThan(reports.getFirst().log().records());
    }

    /** Puts, new versions and deletions of a few hundred items, at a pace that the sink can keep. */
    private void importUntil(AtomicBoolean importing) {
        UnitVectors own = new UnitVectors(DIMENSION, 4);
        for (int i = 0; importing.get(); i++) {
            String id = "item-" + i % 700;
            rig.send(i % 5 == 4 ? TestObjects.embeddedDeleted(id, i + 1) : TestObjects.embedded(id, i + 1, own.next()));
            LockSupport.parkNanos(IMPORT_PAUSE_NANOS);
        }
    }

    @Test
    void shouldJudgeNothingThatTheSinkHasNotComeTo() throws Exception {
        // given
        VectorStore store = open("memory");
        rig.send(embedded("apple", 1));
        rig.send(embedded("pear", 1));

        // when
        Report report = run(Mode.VERIFY, store);

        // then
        assertThat(report.findings()).isEmpty();
        assertThat(report.unchecked()).isEqualTo(2);
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void shouldNotMissWhatTheSinkDoesNotTake() throws Exception {
        // given
        VectorStore store = open("memory");
        try (SinkRuntime sink = rig.start(store)) {
            rig.send(embedded("apple", 1));
            rig.awaitNoLag(); // The first vectors decide the dimension.
            rig.send(TestObjects.embedded("apple", 2, new UnitVectors(DIMENSION + 1, 1).next()));
            rig.send(otherRelease("pear", 1));
            rig.sendRaw("default/broken", new byte[] {1, 2, 3});
            rig.sendRaw("no key of ours", new byte[] {1, 2, 3});
            rig.sendRaw(null, new byte[] {1, 2, 3});
            rig.awaitNoLag();
            store.apply(SinkRig.COLLECTION, List.of(put("pear", 1), put("broken", 1)));

            // when
            Report report = run(Mode.VERIFY, store);

            // then
            assertThat(report.findings()).isEmpty();
            assertThat(report.unproven()).isEqualTo(2);
        }
    }

    @Test
    void shouldReportAndLeaveARowThatIsAheadOfTheLog() throws Exception {
        // given
        VectorStore store = open("memory");
        try (SinkRuntime sink = rig.start(store)) {
            rig.send(embedded("apple", 1));
            rig.send(embedded("pear", 1));
            rig.awaitNoLag();
            store.apply(SinkRig.COLLECTION, List.of(put("apple", 9), new Mutation.Delete(TestObjects.key("pear"), 9)));

            // when
            Report report = run(Mode.REPAIR, store);

            // then
            assertThat(report.findings())
                    .extracting(Finding::kind, Finding::repair)
                    .containsOnly(tuple(Finding.Kind.AHEAD, Finding.Repair.NOT_REPAIRED))
                    .hasSize(2);
            assertThat(SinkRig.content(store))
                    .contains(
                            new StoredVersion(TestObjects.key("apple"), 9, false),
                            new StoredVersion(TestObjects.key("pear"), 9, true));
        }
    }

    @Test
    void shouldSayWhyWhenTheStoreDoesNotTakeTheRepair() throws Exception {
        // given
        LossyStore lossy = new LossyStore(open("memory"));
        lossy.lose(TestObjects.key("missing"), 1);
        try (SinkRuntime sink = rig.start(lossy.asStore())) {
            rig.send(embedded("there", 1));
            rig.send(embedded("missing", 1));
            rig.awaitNoLag();

            // when
            Report report = run(Mode.REPAIR, lossy.asStore());

            // then
            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.repair()).isEqualTo(Finding.Repair.NOT_REPAIRED);
                assertThat(finding.reason()).contains("does not show it");
            });
            assertThat(report.wrong()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepANewerVersionThatComesWhileAnExtraRowIsRemoved() throws Exception {
        // given
        VectorStore real = open("memory");
        VectorStore racing = RacingStore.puttingBeforeAnyDeletion(real, SinkRig.COLLECTION, put("unlogged", 8));
        try (SinkRuntime sink = rig.start(real)) {
            rig.send(embedded("apple", 1));
            rig.awaitNoLag();
            real.apply(SinkRig.COLLECTION, List.of(put("unlogged", 7)));

            // when
            Report report = run(Mode.REPAIR, racing);

            // then
            assertThat(report.findings())
                    .extracting(Finding::kind, Finding::repair)
                    .containsExactly(tuple(Finding.Kind.EXTRA, Finding.Repair.REPAIRED));
            assertThat(SinkRig.content(real)).contains(new StoredVersion(TestObjects.key("unlogged"), 8, false));
        }
    }

    @Test
    void shouldBringBackACollectionThatIsLost() throws Exception {
        // given
        VectorStore first = open("memory");
        try (SinkRuntime sink = rig.start(first)) {
            rig.sendAll(IntStream.range(0, 1_200).mapToObj(i -> embedded("item-" + i, 1)));
            rig.awaitNoLag();
        }
        VectorStore empty = open("lucene");

        // when
        Report report = run(Mode.REPAIR, empty);

        // then
        assertThat(report.repaired()).containsEntry(Finding.Kind.MISSING, 1_200L);
        assertThat(report.isClean()).isTrue();
        assertThat(empty.count("catalog")).isEqualTo(1_200);
        empty.close();
    }

    private Report run(Mode mode, VectorStore store) throws Exception {
        return run(mode, store, settings(100, Optional.empty()));
    }

    private Report run(Mode mode, VectorStore store, ReconcileSettings settings) throws Exception {
        Report report = SinkReconciler.of(
                        rig.kafka, rig.group(), store, TestObjects.RELEASE, OptionalInt.empty(), settings)
                .run(mode, "test", new Progress());
        try (var left = Files.list(temporary())) {
            assertThat(left).as("temporary files that are left").isEmpty();
        }
        return report;
    }

    private ReconcileSettings settings(int maxFindings, Optional<Path> findings) {
        return settings(maxFindings, findings, Duration.ofSeconds(1));
    }

    private ReconcileSettings settings(int maxFindings, Optional<Path> findings, Duration patience) {
        return new ReconcileSettings(temporary(), 1L << 30, 1 << 20, 10_000_000, patience, maxFindings, findings);
    }

    private Path temporary() {
        Path temporary = folder.resolve("temporary");
        temporary.toFile().mkdirs();
        return temporary;
    }

    private VectorStore open(String kind) {
        return VectorStores.open(
                kind.equals("lucene") ? "lucene:" + folder.resolve("index") : "memory:" + UUID.randomUUID());
    }

    private MediaEmbedded embedded(String id, long version) {
        return TestObjects.embedded(id, version, vectors.next());
    }

    private MediaEmbedded otherRelease(String id, long version) {
        MediaEmbedded.Vectors ours = (MediaEmbedded.Vectors) embedded(id, version);
        return new MediaEmbedded.Vectors(
                ours.key(),
                version,
                new ReleaseId("catalog", 2),
                ours.family(),
                ours.attributes(),
                ours.parts(),
                ours.occurredAt(),
                Optional.empty());
    }

    private Mutation put(String id, long version) {
        MediaKey key = TestObjects.key(id);
        return new Mutation.Put(
                key,
                version,
                TestObjects.RELEASE,
                id,
                Attributes.of(Map.of()),
                List.of(new VectorRow("caption", Modality.TEXT, Sha256.ofText(id), vectors.next())));
    }
}
