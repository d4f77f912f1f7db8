package dev.weft.rollout;

import dev.weft.core.Embedding;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.inference.ModelBundleException;
import dev.weft.inference.ReleaseBundles;
import dev.weft.inference.ReleaseHeads;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectNotFoundException;
import dev.weft.media.ObjectStore;
import dev.weft.reinference.LaneSettings;
import dev.weft.reinference.LiveTraffic;
import dev.weft.reinference.Reinference;
import dev.weft.reinference.TowerLane;
import dev.weft.rollout.projecting.Projection;
import dev.weft.rollout.projecting.ReleaseProjections;
import dev.weft.rollout.projecting.UnusableReleaseException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The heads of releases from the object store, on their towers. */
final class HeadProjections implements ReleaseProjections {

    private final ReleaseBundles bundles;
    private final ObjectStore objects;
    private final LiveTraffic live;
    private final LaneSettings lane;

    HeadProjections(ReleaseBundles bundles, ObjectStore objects, LiveTraffic live, LaneSettings lane) {
        this.bundles = bundles;
        this.objects = objects;
        this.live = live;
        this.lane = lane;
    }

    @Override
    public Projection open(Release release) throws UnusableReleaseException, IOException {
        try {
            ReleaseHeads heads = bundles.open(release, new Artifacts(objects)::read);
            return new HeadProjection(heads, new TowerLane(heads.model(), objects, live, lane));
        } catch (ModelBundleException | ObjectNotFoundException e) {
            throw new UnusableReleaseException(String.valueOf(e.getMessage()), e);
        }
    }

    private record HeadProjection(ReleaseHeads heads, TowerLane lane) implements Projection {

        @Override
        public List<Embedding> project(Modality modality, List<Embedding> features) {
            return heads.project(modality, features);
        }

        @Override
        public Optional<Reinference> towers() {
            return Optional.of(lane);
        }

        @Override
        public void close() {
            lane.closeThen(heads::close);
        }
    }
}
