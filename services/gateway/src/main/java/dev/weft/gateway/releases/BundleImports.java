package dev.weft.gateway.releases;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.gateway.problem.Quoted;
import dev.weft.gateway.problem.Reason;
import dev.weft.http.ProblemException;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.InferenceOptions;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.PinnedBundle;
import dev.weft.inference.ReleaseHeads;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks releases that bring towers: a bundle which lies where every service finds it. It is opened once, so that nothing is taken that can't be run.
 * Safe for use by several threads.
 */
public final class BundleImports {

    private static final String CLASS_PATH = "classpath:";

    private final InferenceOptions options;
    private final Optional<Path> folder;

    /** @param folder below which bundles may lie; without one they must be on the class path */
    public BundleImports(InferenceOptions options, Optional<Path> folder) {
        this.options = options;
        this.folder = folder;
    }

    /**
     * What such a release consists of, without its own heads. Blocks for seconds.
     *
     * @param graphs its own heads
     * @throws ProblemException {@code unusable_heads} if bundle or heads can't be run, or don't fit the space
     */
    Release.Contents contents(ReleaseProposal proposal, String location, Release live, Map<Modality, byte[]> graphs) {
        requireAllowed(location);
        try (EmbeddingModel model = new PinnedBundle(location, Optional.empty()).open(options)) {
            if (!model.modalities().equals(live.contents().towers().keySet())) {
                throw unusable("the bundle must have towers for "
                        + live.contents().towers().keySet() + " as " + live.id() + " has, got "
                        + model.modalities());
            }
            SortedMap<Modality, String> towers = new TreeMap<>();
            model.modalities().forEach(modality -> towers.put(modality, model.towerId(modality)));
            proposal.towers().forEach((modality, tower) -> {
                if (!tower.equals(towers.get(modality))) {
                    throw unusable("the bundle's tower for " + modality.wireName() + " is " + towers.get(modality)
                            + ", got " + Quoted.of(tower));
                }
            });
            ReleaseHeads.of(model, proposal.dimension(), graphs).close();
            return new Release.Contents(
                    new PinnedBundle(location, Optional.of(model.id())).toString(),
                    towers,
                    proposal.dimension(),
                    new TreeMap<>());
        } catch (ModelBundleException e) {
            throw new ProblemException(Reason.UNUSABLE_HEADS, String.valueOf(e.getMessage()), e);
        }
    }

    /** Whoever may call the API must not have the process read whatever lies on its disks. */
    private void requireAllowed(String location) {
        if (location.startsWith(CLASS_PATH)) {
            return;
        }
        try {
            if (folder.isPresent()
                    && Path.of(location).toAbsolutePath().normalize().startsWith(folder.get())) {
                return;
            }
        } catch (InvalidPathException e) {
            throw new ProblemException(Reason.UNUSABLE_HEADS, "a bundle must be classpath:FOLDER or a folder", e);
        }
        throw unusable("a bundle must be on the class path"
                + folder.map(path -> " or lie in " + path).orElse(", as weft.gateway.bundles names no folder")
                + ", got " + Quoted.of(location));
    }

    private static ProblemException unusable(String detail) {
        return new ProblemException(Reason.UNUSABLE_HEADS, detail);
    }
}
