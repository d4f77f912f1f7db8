package dev.weft.vectorstore.lucene;

import dev.weft.core.Modality;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.VectorQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/** Nearest neighbours in a snapshot of the index. */
final class NearestRows {

    /**
     * A graph is searched for at least this many candidates, of which the best k are kept: the fewer the candidates, the more of the nearest a
     * graph misses. As many as when it was built.
     */
    private static final int MIN_CANDIDATES = 100;

    private NearestRows() {}

    static List<Hit> search(IndexSearcher searcher, VectorQuery query) throws IOException {
        int rows = searcher.getIndexReader().maxDoc();
        if (rows == 0) {
            return List.of();
        }
        Query visible = FilterCompiler.compile(query);
        float[] vector = query.vector().toArray();
        int candidates = Math.min(Math.max(query.k(), MIN_CANDIDATES), rows);
        List<Hit> hits = new ArrayList<>();
        for (Modality modality : query.modalities()) {
            Query nearest = new KnnFloatVectorQuery(Fields.vector(modality), vector, candidates, visible);
            for (ScoreDoc found : searcher.search(nearest, Math.min(query.k(), rows)).scoreDocs) {
                hits.add(hit(searcher, modality, found));
            }
        }
        hits.sort(Hit.BEST_FIRST);
        return List.copyOf(hits.subList(0, Math.min(query.k(), hits.size())));
    }

    private static Hit hit(IndexSearcher searcher, Modality modality, ScoreDoc found) throws IOException {
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(found.doc, leaves));
        return ItemReader.hit(new Located(leaf.reader(), found.doc - leaf.docBase), modality, cosine(found.score));
    }

    /** Lucene scores a dot product as {@code (1 + dot) / 2}. */
    private static float cosine(float score) {
        return Math.clamp(2 * score - 1, -1f, 1f);
    }
}
