package dev.weft.gateway.releases;

import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.events.releases.ReleaseConflictException;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.gateway.intake.ReleaseForm;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.http.StandardReason;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.ReleaseHeads;
import dev.weft.media.Artifacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes heads that were made elsewhere, or a bundle with towers, as a candidate, for the gate to judge. Nothing is stored or written unless they can be run here: their graphs may be
 * anybody's. Safe for use by several threads.
 */
public final class ReleaseImporter {

    /** Who else writes at this moment writes one record: the next try finds the next number free. */
    private static final int TRIES = 3;

    private static final String NOBODY = "anonymous";
    private static final int MAX_BY = 500;

    private final ReleaseLog log;
    private final String space;
    private final Function<ReleaseId, EmbeddingModel> models;
    private final BundleImports bundles;
    private final Artifacts artifacts;
    private final TenantId owner;
    private final Duration patience;
    private final Clock clock;

    /**
     * @param models with the towers of a release
     * @param owner among whose objects the files will lie
     * @param patience how long the log may take
     */
    public ReleaseImporter(
            ReleaseLog log,
            String space,
            Function<ReleaseId, EmbeddingModel> models,
            BundleImports bundles,
            Artifacts artifacts,
            TenantId owner,
            Duration patience,
            Clock clock) {
        this.log = log;
        this.space = space;
        this.models = models;
        this.bundles = bundles;
        this.artifacts = artifacts;
        this.owner = owner;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The candidate of these heads; the one that is there already if the same ones wait for the gate. Blocks for up to some seconds.
     *
     * @throws ProblemException {@code hash_mismatch} if a file is not the one that is announced, {@code unusable_heads} if they can't be run here,
     *     {@code unknown_release} if their base is none, {@code release_refused} while nothing is live
     */
    public Release take(ReleaseForm form) {
        ReleaseProposal proposal = ReleaseProposal.read(form.release());
        String by = form.by().orElse(NOBODY);
        if (by.isBlank() || by.length() > MAX_BY) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "by must have 1 to " + MAX_BY + " characters");
        }
        Map<Modality, byte[]> graphs = graphs(proposal, form.files());
        try {
            log.awaitRead(patience);
            Release live = live();
            ReleaseId base = base(proposal, live);
            Release.Contents towers = proposal.bundle().isPresent()
                    ? bundles.contents(proposal, proposal.bundle().get(), live, graphs)
                    : usable(proposal, live, graphs);
            return written(proposal, form, by, base, stored(towers, graphs), TRIES);
        } catch (IOException e) {
            throw new ProblemException(StandardReason.UNAVAILABLE, "the heads can't be stored now", e);
        } catch (TimeoutException e) {
            throw new ProblemException(
                    StandardReason.UNAVAILABLE,
                    "Kafka did not answer in time; whether it has the release is not known",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(StandardReason.UNAVAILABLE, "the gateway stops", e);
        }
    }

    private static Map<Modality, byte[]> graphs(ReleaseProposal proposal, Map<String, byte[]> files) {
        Map<Modality, byte[]> graphs = new TreeMap<>();
        proposal.heads().forEach((modality, hash) -> {
            byte[] file = files.get(modality.wireName());
            if (file == null) {
                throw new ProblemException(
                        StandardReason.MALFORMED_REQUEST,
                        "the form must have the file of the " + modality.wireName() + " head as field "
                                + modality.wireName());
            }
            Sha256 got = Sha256.of(file);
            if (!got.equals(hash)) {
                throw new ProblemException(
                        Reason.HASH_MISMATCH,
                        "the file of the " + modality.wireName() + " head must have the sha256 " + hash + ", got "
                                + got);
            }
            graphs.put(modality, file);
        });
        if (files.size() > graphs.size()) {
            throw new ProblemException(StandardReason.MALFORMED_REQUEST, "the form has a file that is no head's");
        }
        return graphs;
    }

    private Release live() {
        return log.live(space)
                .orElseThrow(() -> new ProblemException(
                        Reason.RELEASE_REFUSED,
                        "space " + space + " has no live release yet that another could be held against"));
    }

    private ReleaseId base(ReleaseProposal proposal, Release live) {
        ReleaseId base = proposal.base().orElse(live.id());
        if (!base.space().equals(space) || log.find(base).isEmpty()) {
            throw new ProblemException(
                    Reason.UNKNOWN_RELEASE,
                    "the base must be a release of space " + space + ", got " + Quoted.of(base.toString()));
        }
        return base;
    }

    private Release.Contents usable(ReleaseProposal proposal, Release live, Map<Modality, byte[]> graphs) {
        int dimension = live.contents().dimension();
        if (proposal.dimension() != dimension) {
            throw unusable("space " + space + " has " + dimension + " dimensions, got " + proposal.dimension(), null);
        }
        for (Modality modality : graphs.keySet()) {
            String tower = live.contents().towers().get(modality);
            String wanted = proposal.towers().get(modality);
            if (tower == null || !tower.equals(wanted)) {
                throw unusable(
                        "a head for " + modality.wireName() + " must be of the tower "
                                + Quoted.of(String.valueOf(tower)) + ", got one of "
                                + Quoted.of(String.valueOf(wanted)),
                        null);
            }
        }
        try {
            ReleaseHeads.of(models.apply(live.id()), dimension, graphs).close();
        } catch (ModelBundleException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
        return live.contents();
    }

    private static ProblemException unusable(String detail, @Nullable Throwable cause) {
        return new ProblemException(Reason.UNUSABLE_HEADS, detail, cause);
    }

    private Release.Contents stored(Release.Contents on, Map<Modality, byte[]> graphs) throws IOException {
        SortedMap<Modality, Artifact> heads = new TreeMap<>();
        for (Map.Entry<Modality, byte[]> graph : graphs.entrySet()) {
            heads.put(graph.getKey(), artifacts.put(owner, graph.getValue(), "application/octet-stream"));
        }
        return new Release.Contents(on.bundle(), on.towers(), on.dimension(), heads);
    }

    private Release written(
            ReleaseProposal proposal, ReleaseForm form, String by, ReleaseId base, Release.Contents contents, int tries)
            throws IOException, TimeoutException, InterruptedException {
        List<Release> known = log.ofSpace(space);
        Optional<Release> same = known.stream()
                .filter(release -> release.state() == ReleaseState.CANDIDATE)
                .filter(release -> release.contents().equals(contents))
                .findFirst();
        if (same.isPresent()) {
            return same.get();
        }
        Artifact said = artifacts.put(
                owner, form.release().toPrettyString().getBytes(StandardCharsets.UTF_8), "application/json");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Release candidate = new Release(
                new ReleaseId(space, known.getLast().id().number() + 1),
                Optional.of(base),
                1,
                contents,
                new TreeMap<>(Map.of(Release.IMPORT_FILE, said)),
                new TreeMap<>(),
                new Release.Standing(
                        ReleaseState.CANDIDATE,
                        "imported, made by " + proposal.madeBy(),
                        by,
                        Optional.empty(),
                        Release.Progress.NONE,
                        now),
                now);
        try {
            log.append(candidate, patience);
            return candidate;
        } catch (ReleaseConflictException e) {
            if (tries == 1) {
                throw new ProblemException(
                        StandardReason.UNAVAILABLE, "others write releases at this moment; import it again", e);
            }
            return written(proposal, form, by, base, contents, tries - 1);
        }
    }
}
