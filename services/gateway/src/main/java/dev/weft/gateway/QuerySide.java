package dev.weft.gateway;

import dev.weft.events.EventCodecs;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.events.releases.SpaceReleases;
import dev.weft.gateway.releases.ReleaseModels;
import dev.weft.gateway.search.QueryTowers;
import dev.weft.inference.ReleaseBundles;
import dev.weft.media.Artifacts;
import dev.weft.media.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Everything that makes vectors of queries: the towers, and the heads of each release. */
record QuerySide(QueryTowers towers, ReleaseLog log, ReleaseModels releases) {

    /** No query takes so long, with its time-outs all added. */
    private static final Duration KEEP_HEADS = Duration.ofMinutes(1);

    /** Loads the model; the log of releases is read in the background. */
    static QuerySide open(SharedSettings shared, GatewayConfig config, ObjectStore objects, MeterRegistry registry) {
        QueryTowers towers = QueryTowers.open(shared.model(), shared.inference(), config.patience(), registry);
        try {
            ReleaseLog log = ReleaseLog.open(shared.kafka(), EventCodecs.open(shared.kafka()));
            ReleaseModels releases = new ReleaseModels(
                    towers.model(),
                    new ReleaseBundles(towers.model(), shared.inference()),
                    SpaceReleases.of(log, shared.release()),
                    new Artifacts(objects)::read,
                    towers,
                    new ReleaseModels.Settings(config.patience(), KEEP_HEADS));
            releases.start();
            return new QuerySide(towers, log, releases);
        } catch (RuntimeException e) {
            towers.close();
            throw e;
        }
    }

    void close() {
        releases.close();
        log.close();
        towers.close();
    }
}
