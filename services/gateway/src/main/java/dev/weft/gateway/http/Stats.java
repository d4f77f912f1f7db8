package dev.weft.gateway.http;

import dev.weft.core.ReleaseId;
import dev.weft.gateway.Backends;
import dev.weft.gateway.http.StatsView.IndexView;
import dev.weft.vectorstore.UnknownCollectionException;
import dev.weft.vectorstore.VectorStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes stock. */
@ApplicationScoped
class Stats {

    private final Backends backends;

    @Inject
    Stats(Backends backends) {
        this.backends = backends;
    }

    StatsView now() {
        return new StatsView(backends.table().states(), index(backends.vectors()));
    }

    private IndexView index(VectorStore store) {
        ReleaseId configured = backends.release();
        String collection = store.resolve(configured.space()).orElse(configured.collection());
        String release = ReleaseId.ofCollection(collection).orElse(configured).toString();
        try {
            return new IndexView(release, collection, store.count(collection));
        } catch (UnknownCollectionException e) {
            return new IndexView(release, collection, 0);
        }
    }
}
