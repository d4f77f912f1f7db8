package dev.weft.vectorstore;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds queries: everything of the default tenant, ten hits, unless said otherwise. */
public record Near(VectorQuery query) {

    /** @param vector scaled to unit norm */
    public static Near to(float... vector) {
        return new Near(new VectorQuery(
                TenantId.DEFAULT,
                Embedding.normalized(vector),
                10,
                EnumSet.allOf(Modality.class),
                new Filter.All(),
                Optional.empty()));
    }

    public Near k(int k) {
        return new Near(new VectorQuery(
                query.tenant(), query.vector(), k, query.modalities(), query.filter(), query.excluded()));
    }

    public Near of(TenantId tenant) {
        return new Near(new VectorQuery(
                tenant, query.vector(), query.k(), query.modalities(), query.filter(), query.excluded()));
    }

    public Near in(Modality... modalities) {
        return new Near(new VectorQuery(
                query.tenant(), query.vector(), query.k(), Set.of(modalities), query.filter(), query.excluded()));
    }

    public Near where(Filter filter) {
        return new Near(new VectorQuery(
                query.tenant(), query.vector(), query.k(), query.modalities(), filter, query.excluded()));
    }

    public Near without(MediaKey excluded) {
        return new Near(new VectorQuery(
                query.tenant(), query.vector(), query.k(), query.modalities(), query.filter(), Optional.of(excluded)));
    }

    public List<Hit> search(VectorStore store) {
        return store.search(Items.COLLECTION, List.of(query)).getFirst();
    }

    /** The ids of the hits' items, best first. */
    public List<String> ids(VectorStore store) {
        return search(store).stream().map(hit -> hit.key().id().value()).toList();
    }
}
