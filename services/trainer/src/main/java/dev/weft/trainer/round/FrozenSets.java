package dev.weft.trainer.round;

import dev.weft.core.Artifact;
import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.evaluation.sets.EvaluationKind;
import dev.weft.evaluation.sets.EvaluationSet;
import dev.weft.evaluation.sets.EvaluationSetException;
import dev.weft.evaluation.sets.EvaluationSetFile;
import dev.weft.trainer.judge.CatalogSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sets that releases of a space are judged by. They lie with the releases that they judged; the last one's are used again as long as every item of them is
 * what it was, and each release judged by them is one look that the gate's error rate is spent on. Once an item has changed, the sets are frozen anew, as
 * the next version.
 */
record FrozenSets(List<EvaluationSet> sets, SetLooks looks) {

    private static final Logger LOG = LoggerFactory.getLogger(FrozenSets.class);

    private static final String SUFFIX = ".set.jsonl";
    private static final String VERSION = "sets.version";
    private static final long MAX_BYTES = 1L << 30;

    static FrozenSets of(List<Release> known, CatalogSets catalog, ReleaseFiles files)
            throws IOException, InterruptedException {
        // Of a candidate that was killed while it was judged nobody has heard anything: that was no look.
        List<Release> releases = known.stream()
                .filter(release -> release.state() != ReleaseState.CANDIDATE)
                .toList();
        Optional<Release> last = releases.reversed().stream()
                .filter(release -> release.metrics().containsKey(VERSION))
                .findFirst();
        int version = last.map(
                        release -> release.metrics().getOrDefault(VERSION, 0.0).intValue())
                .orElse(0);
        Optional<List<EvaluationSet>> kept = last.isEmpty() ? Optional.empty() : read(last.get(), files);
        List<EvaluationSet> sets = kept.isPresent() && kept.get().stream().allMatch(catalog::holds)
                ? kept.get()
                : catalog.freeze(version + 1);
        return new FrozenSets(sets, looks(releases, sets));
    }

    private static SetLooks looks(List<Release> releases, List<EvaluationSet> sets) {
        Optional<EvaluationSet> inDomain = sets.stream()
                .filter(set -> set.kind() == EvaluationKind.IN_DOMAIN)
                .findFirst();
        int judged = inDomain.map(set -> (int) releases.stream()
                        .filter(release ->
                                release.metrics().getOrDefault(VERSION, 0.0).intValue() == set.version())
                        .count())
                .orElse(0);
        return new SetLooks(inDomain.map(set -> set.contentHash().hex()).orElse(""), judged);
    }

    /** Empty if a file is damaged: then the sets are frozen anew. */
    private static Optional<List<EvaluationSet>> read(Release release, ReleaseFiles files) throws IOException {
        Path file = Files.createTempFile("weft-set", SUFFIX);
        try {
            List<EvaluationSet> sets = new ArrayList<>();
            for (Map.Entry<String, Artifact> entry : release.files().entrySet()) {
                if (entry.getKey().endsWith(SUFFIX)) {
                    Files.write(file, files.read(entry.getValue(), MAX_BYTES));
                    sets.add(EvaluationSetFile.read(file));
                }
            }
            return sets.isEmpty() ? Optional.empty() : Optional.of(sets);
        } catch (EvaluationSetException e) {
            LOG.error(
                    "the sets of a release are damaged, and are frozen anew: release={} reason={}",
                    release.id(),
                    e.getMessage());
            return Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static String fileName(EvaluationSet set) {
        return set.name() + SUFFIX;
    }

    static byte[] bytes(EvaluationSet set) throws IOException {
        Path file = Files.createTempFile("weft-set", SUFFIX);
        try {
            EvaluationSetFile.write(set, file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static String versionMetric() {
        return VERSION;
    }
}
