package dev.weft.trainer.round;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.inference.InferenceException;
import dev.weft.learning.FeatureRows;
import dev.weft.learning.Side;
import dev.weft.trainer.catalog.Catalog;
import dev.weft.trainer.catalog.CatalogSnapshot;
import dev.weft.trainer.judge.CatalogSets;
import dev.weft.trainer.judge.Heads;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.round.MissingFeatures.Made;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens releases to be measured on the same sets, each with features of its own towers. Those that the log lacks are made by running the towers on what is
 * stored. For one thread.
 */
final class ReleaseOpener {

    /** Below it a space has no shape. */
    private static final int LEAST_ITEMS = 2;

    private final RoundInputs inputs;
    private final CatalogSnapshot snapshot;
    private final BaseCatalog base;
    private final GateSets sets;
    private final ItemsListener listener;

    /**
     * @param snapshot that the base is of, with what the log has for the towers of all that are to be opened
     * @param listener hears how far the running of towers is
     */
    ReleaseOpener(
            RoundInputs inputs, CatalogSnapshot snapshot, BaseCatalog base, GateSets sets, ItemsListener listener) {
        this.inputs = inputs;
        this.snapshot = snapshot;
        this.base = base;
        this.sets = sets;
        this.listener = listener;
    }

    /**
     * Blocks until its towers have run on all items for which the log has no features of them.
     *
     * @throws dev.weft.inference.ModelBundleException if its towers or heads can't be run here
     * @throws UnusableCandidateException if its towers fail on the catalog, or are for other modalities
     * @throws IOException if a file can't be read now
     */
    OpenRelease open(Release release) throws IOException, InterruptedException {
        if (base.hasTowersOf(release)) {
            return OpenRelease.onBase(base, release, sets);
        }
        requireModalities(release);
        TowerInputs towers = inputs.towers(release);
        try {
            return open(release, towers);
        } catch (IOException | InterruptedException | RuntimeException e) {
            towers.close();
            throw e;
        }
    }

    private void requireModalities(Release release) {
        Set<Modality> own = release.contents().towers().keySet();
        Set<Modality> wanted = base.release().contents().towers().keySet();
        if (!own.equals(wanted)) {
            throw new UnusableCandidateException(release.id() + " has towers for " + own + ", and must have them for "
                    + wanted + " as " + base.release().id() + " has");
        }
    }

    private OpenRelease open(Release release, TowerInputs towers) throws IOException, InterruptedException {
        Heads heads = towers.heads(release);
        try {
            Map<Modality, String> ids = release.contents().towers();
            Made made =
                    new MissingFeatures(release, towers.lane(), listener).make(snapshot.lacking(base.catalog(), ids));
            Optional<Catalog> catalog = snapshot.catalog(ids, made.features());
            List<JudgedSet> judged = catalog.isEmpty() ? List.of() : judged(catalog.get(), towers);
            if (judged.isEmpty() || judged.stream().anyMatch(set -> set.present() < LEAST_ITEMS)) {
                throw new UnusableCandidateException("the towers can embed nearly nothing of the catalog: "
                        + made.refusals().stream().findFirst().orElse("no item has features of them"));
            }
            JudgedSet ofCatalog = judged.getFirst();
            return new OpenRelease(
                    release, heads, judged, ofCatalog.set().poolSize() - ofCatalog.present(), towers::close);
        } catch (InferenceException e) {
            heads.close();
            throw new UnusableCandidateException("the towers fail: " + e.getMessage(), e);
        } catch (IOException | InterruptedException | RuntimeException e) {
            heads.close();
            throw e;
        }
    }

    private List<JudgedSet> judged(Catalog catalog, TowerInputs towers) throws IOException {
        // The release's own heads make the vectors: what the bundle's would make of the rows is not needed.
        return sets.with(
                new CatalogSets(
                        catalog, side(base.media().modality(), catalog.media()), side(Modality.TEXT, catalog.texts())),
                towers);
    }

    private static Side side(Modality modality, FeatureRows features) {
        return new Side(modality, features, Optional.empty());
    }
}
