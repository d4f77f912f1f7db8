package dev.weft.embedder;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.inference.EmbeddingModel;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.ReleaseBundles;
import dev.weft.inference.ReleaseHeads;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Says which release is to be live, and loads it. Safe for use by several threads. */
final class LiveReleases {

    private final EmbeddingModel installed;
    private final ReleaseBundles bundles;
    private final SpaceReleases releases;
    private final ReleaseHeads.Files files;

    /**
     * @param installed stays open
     * @param bundles on the same bundle
     * @param releases whose log was read
     */
    LiveReleases(EmbeddingModel installed, ReleaseBundles bundles, SpaceReleases releases, ReleaseHeads.Files files) {
        this.installed = installed;
        this.bundles = bundles;
        this.releases = releases;
        this.files = files;
    }

    /** @param record empty for the configured release while the log doesn't know it */
    record Wanted(ReleaseId release, Optional<Release.Contents> record) {}

    /** A release in memory; whoever has it closes the heads. */
    record Loaded(Wanted wanted, ReleaseHeads heads) {

        ReleaseId release() {
            return wanted.release();
        }
    }

    Wanted wanted() {
        ReleaseId live = releases.live();
        return new Wanted(live, releases.find(live).map(Release::contents));
    }

    /**
     * Blocks for up to some seconds.
     *
     * @throws ModelBundleException if its towers can't be had, or its heads can't be run on them
     * @throws IOException if its files can't be read
     */
    Loaded load(Wanted wanted) throws IOException {
        Optional<Release> record = releases.find(wanted.release());
        return new Loaded(
                wanted,
                record.isPresent()
                        ? bundles.open(record.get(), files)
                        : ReleaseHeads.of(installed, installed.dimension(), Map.of()));
    }
}
