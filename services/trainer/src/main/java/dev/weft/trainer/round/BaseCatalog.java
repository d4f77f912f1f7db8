package dev.weft.trainer.round;

import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.learning.Side;
import dev.weft.trainer.catalog.Catalog;

/**
 * The catalog by the towers of the release that others are held against: what the sets are frozen of.
 *
 * @param towers of that release, open as long as this is used
 * @param media the catalog's rows with what the bundle's head makes of them, others may follow
 * @param texts the same of captions
 */
record BaseCatalog(Release release, TowerInputs towers, Catalog catalog, Side media, Side texts) {

    static BaseCatalog of(Release release, TowerInputs towers, Catalog catalog, Modality modality) {
        return new BaseCatalog(
                release,
                towers,
                catalog,
                towers.frozen().side(modality, catalog.media()),
                towers.frozen().side(Modality.TEXT, catalog.texts()));
    }

    /** Whether a release makes its vectors of the same features. */
    boolean hasTowersOf(Release other) {
        return release.contents()
                .towers()
                .entrySet()
                .containsAll(other.contents().towers().entrySet());
    }
}
