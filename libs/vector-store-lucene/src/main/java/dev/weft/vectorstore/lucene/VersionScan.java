package dev.weft.vectorstore.lucene;

import dev.weft.core.MediaKey;
import dev.weft.vectorstore.StoredVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Walks the dictionary of keys, which is sorted, so that a page costs the same wherever it begins. */
final class VersionScan {

    private VersionScan() {}

    static List<StoredVersion> page(IndexReader reader, Optional<MediaKey> after, int limit) throws IOException {
        List<StoredVersion> page = new ArrayList<>();
        Terms keys = MultiTerms.getTerms(reader, Fields.KEY);
        if (keys == null) {
            return page;
        }
        Bits live = MultiBits.getLiveDocs(reader);
        TermsEnum cursor = keys.iterator();
        PostingsEnum postings = null;
        for (BytesRef term = start(cursor, after); term != null && page.size() < limit; term = cursor.next()) {
            postings = cursor.postings(postings, PostingsEnum.NONE);
            int document = postings.nextDoc();
            while (document != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(document)) {
                document = postings.nextDoc();
            }
            if (document != DocIdSetIterator.NO_MORE_DOCS) {
                page.add(located(reader, document).version(MediaKey.parse(term.utf8ToString())));
            }
        }
        return page;
    }

    private static @Nullable BytesRef start(TermsEnum cursor, Optional<MediaKey> after) throws IOException {
        if (after.isEmpty()) {
            return cursor.next();
        }
        return switch (cursor.seekCeil(new BytesRef(after.get().toString()))) {
            case FOUND -> cursor.next();
            case NOT_FOUND -> cursor.term();
            case END -> null;
        };
    }

    private static Located located(IndexReader reader, int document) {
        List<LeafReaderContext> leaves = reader.leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(document, leaves));
        return new Located(leaf.reader(), document - leaf.docBase);
    }
}
