package dev.weft.trainer.catalog;

import dev.weft.core.Feature;
import dev.weft.core.MediaItem;
import dev.weft.core.Modality;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the log had of the catalog at one moment, for several towers. Immutable. */
public interface CatalogSnapshot {

    /**
     * Items whose features are of these towers and of the items' newest version.
     *
     * @param towers the id of each modality's tower
     * @return empty if there is no item with both sides
     */
    default Optional<Catalog> catalog(Map<Modality, String> towers) {
        return catalog(towers, List.of());
    }

    /** The same, with features that were made since and that the log has not. */
    Optional<Catalog> catalog(Map<Modality, String> towers, List<Feature> made);

    /** The versions of a catalog's items that have no features of these towers, in the order of the catalog. */
    List<MediaItem> lacking(Catalog catalog, Map<Modality, String> towers);
}
