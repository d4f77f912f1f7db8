package dev.weft.vectorstore.lucene;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** The first document of an item's block: where the item, or the memory of its deletion, is in a snapshot of the index. */
record Located(LeafReader leaf, int document) {

    /** Looks the key's term up in each segment, the newest first, as the items that change are mostly young. */
    static Optional<Located> find(IndexReader reader, MediaKey key) throws IOException {
        List<LeafReaderContext> leaves = reader.leaves();
        BytesRef term = new BytesRef(key.toString());
        for (int i = leaves.size() - 1; i >= 0; i--) {
            LeafReader leaf = leaves.get(i).reader();
            Terms terms = leaf.terms(Fields.KEY);
            if (terms == null) {
                continue;
            }
            TermsEnum cursor = terms.iterator();
            if (cursor.seekExact(term)) {
                int document = firstLive(leaf, cursor.postings(null, PostingsEnum.NONE));
                if (document != DocIdSetIterator.NO_MORE_DOCS) {
                    return Optional.of(new Located(leaf, document));
                }
            }
        }
        return Optional.empty();
    }

    private static int firstLive(LeafReader leaf, PostingsEnum postings) throws IOException {
        Bits live = leaf.getLiveDocs();
        int document = postings.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(document)) {
            document = postings.nextDoc();
        }
        return document;
    }

    StoredVersion version(MediaKey key) throws IOException {
        return new StoredVersion(key, version(), isDeleted());
    }

    long version() throws IOException {
        NumericDocValues versions = leaf.getNumericDocValues(Fields.VERSION);
        if (versions == null || !versions.advanceExact(document)) {
            throw new IOException("a document of the index has no version: " + leaf + " " + document);
        }
        return versions.longValue();
    }

    boolean isDeleted() throws IOException {
        NumericDocValues tombstones = leaf.getNumericDocValues(Fields.TOMBSTONE);
        return tombstones != null && tombstones.advanceExact(document);
    }
}
