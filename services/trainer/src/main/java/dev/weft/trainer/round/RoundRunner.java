package dev.weft.trainer.round;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.core.Split;
import dev.weft.evaluation.gate.ReleaseEvaluation;
import dev.weft.events.releases.NotLeadingException;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.learning.CheckpointException;
import dev.weft.learning.RoundOutcome.Finished;
import dev.weft.learning.TrainedHeads;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.judge.Contender;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.model.Replay;
import dev.weft.trainer.pool.PoolBuilder;
import dev.weft.trainer.pool.TrainingPool;
import dev.weft.trainer.round.Progress.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round from the log to the log: reads, learns, judges, writes the release. For one thread. */
public final class RoundRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RoundRunner.class);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(30);

    private final RoundPlan plan;
    private final RoundInputs inputs;
    private final ReleaseLog releases;
    private final ReleaseFiles files;
    private final RoundNote note;
    private final Path folder;

    /** @param folder of what the round under way remembers */
    public RoundRunner(RoundPlan plan, RoundInputs inputs, ReleaseLog releases, ReleaseFiles files, Path folder) {
        this.plan = plan;
        this.inputs = inputs;
        this.releases = releases;
        this.files = files;
        this.note = new RoundNote(folder.resolve("round.json"));
        this.folder = folder.resolve("checkpoints");
    }

    /** The round that was under way when its process ended; it goes on when it is {@link #run}. */
    public Optional<UnfinishedRound> unfinished() {
        return note.read();
    }

    /** Notes a round that is to be run: from now on it is {@link #unfinished}, whatever happens to this process. */
    public Progress accept(String id, RoundRequest request) {
        note.write(new UnfinishedRound(id, request, Optional.empty()));
        return begun(id, request);
    }

    /**
     * Runs a round to its end, or on to its end if it was begun before. An interrupt suspends it, and so does the loss of the lead: it stays
     * {@link #unfinished}. Any other failure ends it; its checkpoints remain for a round with the same data.
     *
     * @param listener hears how far it is, on this thread
     */
    public Progress run(String id, RoundRequest request, Consumer<Progress> listener)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        UnfinishedRound round = note.read()
                .filter(noted -> noted.id().equals(id))
                .orElseGet(() -> new UnfinishedRound(id, request, Optional.empty()));
        note.write(round);
        try {
            Progress ended = goOn(round, new ProgressTeller(begun(id, request), listener));
            Folders.clear(folder);
            note.remove();
            return ended;
        } catch (NotLeadingException e) {
            throw e;
        } catch (IOException | TimeoutException | ReleaseConflictException | RuntimeException e) {
            // Kafka's clients and others answer an interrupt with exceptions of their own.
            if (!Thread.currentThread().isInterrupted()) {
                note.remove();
            }
            throw e;
        }
    }

    private Progress begun(String id, RoundRequest request) {
        return Progress.begun(id, request, plan.seeds().size(), plan.options().steps());
    }

    private Progress goOn(UnfinishedRound round, ProgressTeller report)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        releases.awaitRead(LOG_PATIENCE);
        Optional<Release> decided = round.decided(releases);
        if (decided.isPresent()) {
            return report.ended(new Judged(
                    decided.get(), decided.get().state() == ReleaseState.REJECTED ? "rejected" : "approved"));
        }
        Optional<Release> live = releases.live(plan.space());
        if (live.isEmpty()) {
            return report.ended("nothing_to_learn", "space " + plan.space() + " has no live release yet");
        }
        Optional<Catalog> catalog = inputs.catalog(List.of(live.get()))
                .catalog(live.get().contents().towers());
        if (catalog.isEmpty()) {
            return report.ended("nothing_to_learn", plan.noPair() + " yet");
        }
        try (TowerInputs towers = inputs.towers(live.get())) {
            return learn(round, new Ground(live.get(), towers, catalog.get()), report);
        }
    }

    /** What a round is about: the live release, its towers, open, and the catalog by these. */
    private record Ground(Release live, TowerInputs towers, Catalog catalog) {

        BaseCatalog with(TrainingPool pool) {
            return new BaseCatalog(live, towers, catalog, pool.media(), pool.texts());
        }
    }

    private Progress learn(UnfinishedRound round, Ground ground, ProgressTeller report)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        Optional<TrainingPool> pool = pool(ground);
        if (pool.isEmpty()) {
            return report.ended(
                    "nothing_to_learn", "no pair of the split " + Split.TRAIN.wireName() + " can be learnt from");
        }
        LOG.info(
                "a round begins: id={} reason={} bundle={} pairs={}",
                round.id(),
                round.request().reason(),
                ground.live().contents().bundle(),
                pool.get().counts());
        SeedsOutcome learnt = learn(pool.get(), ground.live().contents().dimension(), report);
        return switch (learnt) {
            case SeedsOutcome.Suspended _ -> throw new InterruptedException("the round was suspended");
            case SeedsOutcome.Collapsed collapsed ->
                report.ended(
                        "collapsed",
                        "seed " + collapsed.seed() + " was aborted: "
                                + collapsed.how().message());
            case SeedsOutcome.AllFinished finished ->
                report.ended(judge(round, ground.with(pool.get()), pool.get(), finished, report));
        };
    }

    private Optional<TrainingPool> pool(Ground ground) throws IOException {
        PoolBuilder builder = new PoolBuilder(
                plan.modality(), ground.catalog(), ground.towers().frozen());
        for (ContrastiveBatch batch : inputs.batches(ground.live(), Instant.now())) {
            builder.add(batch);
        }
        Replay replay = ground.towers().replay();
        if (replay instanceof Replay.OfOtherTowers(String message)) {
            LOG.warn("a round learns without general pairs, the guard set judges what it forgets: reason={}", message);
            builder.leaveReplayOut();
        }
        return builder.build(replay.pairs());
    }

    private SeedsOutcome learn(TrainingPool pool, int dimension, ProgressTeller report) {
        SeedRuns runs = new SeedRuns(plan.options().withBatch(plan.batchFor(pool)), plan.seeds(), folder);
        report.in(Phase.LEARNING);
        try {
            return runs.run(pool, dimension, report::at);
        } catch (CheckpointException e) {
            LOG.warn(
                    "the checkpoints are of another round, or damaged; learning begins anew: reason={}",
                    e.getMessage());
            Folders.clear(folder);
            return runs.run(pool, dimension, report::at);
        }
    }

    private Judged judge(
            UnfinishedRound round,
            BaseCatalog base,
            TrainingPool pool,
            SeedsOutcome.AllFinished finished,
            ProgressTeller report)
            throws InterruptedException, IOException, TimeoutException, ReleaseConflictException {
        report.in(Phase.JUDGING);
        CandidateWriter writer = new CandidateWriter(plan, releases, files, LOG_PATIENCE);
        Finished first = finished.seeds().firstEntry().getValue();
        TrainedHeads mean = TrainedHeads.mean(
                finished.seeds().values().stream().map(Finished::heads).toList());
        Release candidate = writer.candidate(base.release(), mean, base.towers().bundleHeads());
        // Noted first: whoever finds the note looks whether the log has it, and in which state.
        note.write(round.with(candidate));
        writer.write(candidate);
        GateSets sets = GateSets.of(plan, releases, files, base);
        CandidateJudging judging = new CandidateJudging(plan, plan.thresholds(), writer);
        if (sets.isEmpty()) {
            return judging.withoutSets(candidate);
        }
        SequencedMap<Long, Heads> heads = new LinkedHashMap<>();
        if (finished.seeds().size() > 1) {
            heads.put(ReleaseEvaluation.MEAN_OF_SEEDS, Heads.of(mean));
        }
        finished.seeds().forEach((seed, how) -> heads.put(seed, Heads.of(how.heads())));
        Contender contender = new Contender(candidate.id().toString(), sets.ofBase(), heads);
        try (OpenRelease incumbent = OpenRelease.onBase(base, base.release(), sets)) {
            return judging.judge(incumbent, candidate, contender, sets, first.curve(), counts(pool));
        }
    }

    private static Map<String, Integer> counts(TrainingPool pool) {
        return pool.counts().entrySet().stream()
                .collect(Collectors.toMap(count -> "training." + count.getKey(), Map.Entry::getValue));
    }
}
