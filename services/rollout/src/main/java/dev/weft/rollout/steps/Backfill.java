package dev.weft.rollout.steps;

import dev.weft.core.Release;
import dev.weft.core.Release.Progress;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.rollout.checks.CollectionComparison;
import dev.weft.rollout.checks.RecallCheck;
import dev.weft.rollout.checks.RowCheck;
import dev.weft.rollout.features.ReleaseFeatures;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.UnusableReleaseException;
import dev.weft.rollout.steps.StepObserver.Point;
import dev.weft.vectorstore.CollectionSchema;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a collection fill, and verifies it: the projectors have handled all there was, the sink has written it, rows are what the heads say, and the
 * index finds them. For one thread.
 */
final class Backfill {

    private static final Logger LOG = LoggerFactory.getLogger(Backfill.class);

    /** Offsets of aborted transactions at the end of a partition are handled by nobody: when this passes without progress, only those are left. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Workplace workplace;
    private final Ledger ledger;
    private final RolloutLimits limits;
    private Watch watch = new Watch(new ReleaseId("none", 1), Map.of());

    Backfill(Workplace workplace, Ledger ledger, RolloutLimits limits) {
        this.workplace = workplace;
        this.ledger = ledger;
        this.limits = limits;
    }

    /** One look at it. What is found missing is waited for until nothing has got better for too long. */
    void look(Release release, String live)
            throws ReleaseConflictException, TimeoutException, InterruptedException, IOException {
        ReleaseId id = release.id();
        if (!watch.release.equals(id)) {
            // The ends as they are now: what comes later is dual writing, and never ends.
            watch = new Watch(id, workplace.topic().ends());
        }
        workplace
                .store()
                .createCollection(new CollectionSchema(id, release.contents().dimension()));
        long left = workplace.topic().left(id, watch.ends);
        long rows = workplace.store().count(id.collection());
        long total = workplace.store().count(live);
        watch.see(left, rows);
        if (workplace.projectors().obstacle().isPresent()) {
            // It stands still for another reason than the release, such as a table of features that is being made.
            watch.startWaiting();
        }
        recordProgress(release, new Progress(Math.min(rows, total), total));
        if (left > 0 && !watch.isUnchangedFor(SETTLED)) {
            return;
        }
        if (!watch.mayCompare()) {
            return;
        }
        CollectionComparison.Result compared =
                watch.timed(() -> new CollectionComparison(workplace.store(), live, id.collection())
                        .run(limits.sampleItems(), new Random(id.number())));
        if (compared.differing() == 0) {
            verify(workplace.log().find(id).orElse(release), compared, total);
        } else if (watch.isUnchangedFor(limits.stallTimeout())) {
            ledger.giveUp(
                    workplace.log().find(id).orElse(release),
                    "its collection is not complete: " + compared.differing() + " of " + compared.items()
                            + " items differ from the live one, such as " + compared.examples()
                            + "; the dead letters say why");
        } else {
            LOG.info(
                    "a collection is not complete yet: release={} differing={} of={}",
                    id,
                    compared.differing(),
                    compared.items());
        }
    }

    private void verify(Release release, CollectionComparison.Result compared, long rows)
            throws ReleaseConflictException, TimeoutException, InterruptedException, IOException {
        String collection = release.id().collection();
        RowCheck.Result recomputed;
        try (Projection heads = workplace.projections().open(release)) {
            recomputed = new RowCheck(
                            workplace.store(),
                            new ReleaseFeatures(workplace.projectors().features(), release),
                            heads)
                    .run(collection, compared.sample());
        } catch (UnusableReleaseException e) {
            ledger.giveUp(release, "its heads can't be used: " + e.getMessage());
            return;
        }
        double recall = new RecallCheck(workplace.store()).run(collection, compared.sample(), limits.recallQueries());
        if (recomputed.wrong() > 0 || (recomputed.rows() == 0 && rows > 0)) {
            ledger.giveUp(
                    release,
                    recomputed.wrong() + " of " + recomputed.rows()
                            + " recomputed rows are not as stored; the lowest cosine is " + recomputed.lowest());
            return;
        }
        if (recall < limits.minRecall()) {
            ledger.giveUp(
                    release,
                    "its index finds " + recall + " of the ten exact neighbours, and must find " + limits.minRecall());
            return;
        }
        Map<String, Double> figures = new HashMap<>();
        figures.put("rollout.items", (double) compared.items());
        figures.put("rollout.rows_recomputed", (double) recomputed.rows());
        figures.put("rollout.lowest_cosine", recomputed.lowest());
        figures.put("rollout.ann_recall_at_10", recall);
        Release judged = ledger.judge(release, figures, Point.FIGURES_RECORDED);
        ledger.become(
                judged,
                ReleaseState.SHADOW,
                "its collection is complete: " + compared.items() + " items, " + recomputed.rows()
                        + " rows recomputed, recall " + recall,
                Point.SHADOW_RECORDED);
    }

    private void recordProgress(Release release, Progress progress)
            throws ReleaseConflictException, TimeoutException, InterruptedException {
        if (watch.isProgressDue(limits.progressInterval())
                && !progress.equals(release.standing().progress())) {
            ledger.progress(release, progress);
        }
    }

    /** What is remembered of a backfill between looks; lost by a crash, and then begun anew. */
    private static final class Watch {

        private final ReleaseId release;
        private final Map<TopicPartition, Long> ends;
        private long left = -1;
        private long rows = -1;
        private long changedNanos = System.nanoTime();
        private long recordedNanos = System.nanoTime();
        private long compareAfterNanos = System.nanoTime();

        Watch(ReleaseId release, Map<TopicPartition, Long> ends) {
            this.release = release;
            this.ends = ends;
        }

        void see(long nowLeft, long nowRows) {
            if (nowLeft != left || nowRows != rows) {
                changedNanos = System.nanoTime();
            }
            left = nowLeft;
            rows = nowRows;
        }

        void startWaiting() {
            changedNanos = System.nanoTime();
        }

        boolean isUnchangedFor(Duration time) {
            return System.nanoTime() - changedNanos >= time.toNanos();
        }

        boolean isProgressDue(Duration interval) {
            boolean due = System.nanoTime() - recordedNanos >= interval.toNanos();
            if (due) {
                recordedNanos = System.nanoTime();
            }
            return due;
        }

        boolean mayCompare() {
            return System.nanoTime() - compareAfterNanos >= 0;
        }

        /** Comparing takes a tenth of the time at most, however large the collections are. */
        CollectionComparison.Result timed(Supplier<CollectionComparison.Result> comparing) {
            long started = System.nanoTime();
            CollectionComparison.Result result = comparing.get();
            compareAfterNanos = System.nanoTime() + 9 * (System.nanoTime() - started);
            return result;
        }
    }
}
