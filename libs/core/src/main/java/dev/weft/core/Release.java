package dev.weft.core;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version of a space and how far it is: the value of the {@code releases} topic. What it consists of never changes; its state, progress and
 * files do, and each change is a new revision.
 *
 * @param parent the release it was trained against; empty for the first
 * @param revision 1 for the first record of the release, one more with each change: of two records the higher is the newer
 * @param contents what vectors of this release are made with
 * @param files what belongs to it, by file name, such as {@code report.json}
 * @param metrics figures of the gate and of the training, by name
 * @param standing its state, and who brought it there and why
 */
public record Release(
        ReleaseId id,
        Optional<ReleaseId> parent,
        int revision,
        Contents contents,
        SortedMap<String, Artifact> files,
        SortedMap<String, Double> metrics,
        Standing standing,
        Instant createdAt) {

    /** The file of a release that was made elsewhere: who made it and how, as it was brought here. */
    public static final String IMPORT_FILE = "release.json";

    public Release {
        if (revision < 1) {
            throw new IllegalArgumentException("a release's revision must be positive, got " + revision + " for " + id);
        }
        parent.ifPresent(older -> {
            if (!older.space().equals(id.space()) || older.number() >= id.number()) {
                throw new IllegalArgumentException(
                        "a release's parent must be an earlier release of its space, got " + older + " for " + id);
            }
        });
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        metrics.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "metric " + Shown.of(name) + " of " + id + " must be finite, got " + value);
            }
        });
    }

    /**
     * @param bundle the model bundle that the towers come from
     * @param towers the id of each modality's tower: only features of these towers go through the heads
     * @param dimension of the space
     * @param heads ONNX graphs from features to vectors; a modality that has none here keeps the bundle's own
     */
    public record Contents(
            String bundle, SortedMap<Modality, String> towers, int dimension, SortedMap<Modality, Artifact> heads) {

        public Contents {
            if (bundle.isBlank()) {
                throw new IllegalArgumentException("a release must name its model bundle");
            }
            if (dimension < 1) {
                throw new IllegalArgumentException("a space's dimension must be positive, got " + dimension);
            }
            towers = Collections.unmodifiableSortedMap(new TreeMap<>(towers));
            heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
            for (Modality modality : heads.keySet()) {
                if (!towers.containsKey(modality)) {
                    throw new IllegalArgumentException("a head needs a tower of its modality, got a head for "
                            + modality.wireName() + " and towers for " + towers.keySet());
                }
            }
        }
    }

    /**
     * @param reason for a person: why it is in this state
     * @param by a service, or a person as they called themselves
     * @param forced why somebody promoted it against the gate; empty when nobody did
     * @param progress of the state's work
     */
    public record Standing(
            ReleaseState state, String reason, String by, Optional<String> forced, Progress progress, Instant since) {

        public Standing {
            if (by.isBlank()) {
                throw new IllegalArgumentException("a change of a release must say who made it");
            }
            forced.ifPresent(why -> {
                if (why.isBlank()) {
                    throw new IllegalArgumentException("a forced promotion must give its reason");
                }
            });
        }
    }

    /** How much of a state's work is done, in items. */
    public record Progress(long done, long total) {

        public static final Progress NONE = new Progress(0, 0);

        public Progress {
            if (done < 0 || total < 0) {
                throw new IllegalArgumentException("progress must not be negative, got " + done + " of " + total);
            }
        }
    }

    public ReleaseState state() {
        return standing.state();
    }

    /**
     * The next revision, in another state.
     *
     * @throws IllegalArgumentException if no release goes from this state to that one
     */
    public Release become(ReleaseState next, String reason, String by, Instant when) {
        return with(new Standing(next, reason, by, standing.forced(), Progress.NONE, when));
    }

    /**
     * The next revision, promoted although the gate said no.
     *
     * @throws IllegalArgumentException if it was not rejected, or no reason is given
     */
    public Release force(String why, String by, Instant when) {
        if (state() != ReleaseState.REJECTED) {
            throw new IllegalArgumentException(
                    "only a rejected release is forced, and " + id + " is " + state().wireName());
        }
        return with(new Standing(
                ReleaseState.APPROVED, "promoted against the gate", by, Optional.of(why), Progress.NONE, when));
    }

    /** The next revision, in the same state, further on its way. */
    public Release progressed(Progress progress, Instant when) {
        return with(new Standing(state(), standing.reason(), standing.by(), standing.forced(), progress, when));
    }

    /** The next revision, with these figures and files beside those it has. */
    public Release judged(Map<String, Double> moreMetrics, Map<String, Artifact> moreFiles) {
        SortedMap<String, Double> allMetrics = new TreeMap<>(metrics);
        allMetrics.putAll(moreMetrics);
        SortedMap<String, Artifact> allFiles = new TreeMap<>(files);
        allFiles.putAll(moreFiles);
        return new Release(id, parent, revision + 1, contents, allFiles, allMetrics, standing, createdAt);
    }

    private Release with(Standing next) {
        if (!state().mayBecome(next.state())) {
            throw new IllegalArgumentException("a release that is " + state().wireName() + " can't become "
                    + next.state().wireName() + ": " + id);
        }
        return new Release(id, parent, revision + 1, contents, files, metrics, next, createdAt);
    }
}
