package dev.weft.vectorstore.lucene;

import dev.weft.core.Embedding;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.vectorstore.Hit;
import dev.weft.vectorstore.StoredMedia;
import dev.weft.vectorstore.VectorRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;

/** Reads documents back into items and hits. */
final class ItemReader {

    private ItemReader() {}

    static StoredMedia media(MediaKey key, Located located) throws IOException {
        LeafReader leaf = located.leaf();
        int first = located.document();
        BytesRef bytes =
                leaf.storedFields().document(first, Set.of(Fields.ITEM)).getBinaryValue(Fields.ITEM);
        if (bytes == null) {
            throw new IOException("the first row of " + key + " has no stored item");
        }
        StoredItem item = StoredItem.fromBytes(bytes.bytes, bytes.offset, bytes.length);
        List<VectorRow> rows = new ArrayList<>();
        for (int i = 0; i < item.rows().size(); i++) {
            StoredItem.Row row = item.rows().get(i);
            Embedding vector = vector(leaf, row.modality(), first + i);
            rows.add(new VectorRow(row.part(), row.modality(), row.contentHash(), vector));
        }
        return new StoredMedia(key, located.version(), release(leaf, first), item.family(), item.attributes(), rows);
    }

    static Hit hit(Located located, Modality modality, float score) throws IOException {
        LeafReader leaf = located.leaf();
        int document = located.document();
        BinaryDocValues parts = leaf.getBinaryDocValues(Fields.PART);
        if (parts == null || !parts.advanceExact(document)) {
            throw new IOException("a row of the index has no part: " + leaf + " " + document);
        }
        PartKey part = PartKey.parse(parts.binaryValue().utf8ToString());
        return new Hit(part.media(), part.part(), modality, located.version(), release(leaf, document), score);
    }

    private static ReleaseId release(LeafReader leaf, int document) throws IOException {
        SortedDocValues releases = leaf.getSortedDocValues(Fields.RELEASE);
        if (releases == null || !releases.advanceExact(document)) {
            throw new IOException("a row of the index has no release: " + leaf + " " + document);
        }
        return ReleaseId.parse(releases.lookupOrd(releases.ordValue()).utf8ToString());
    }

    private static Embedding vector(LeafReader leaf, Modality modality, int document) throws IOException {
        FloatVectorValues vectors = leaf.getFloatVectorValues(Fields.vector(modality));
        if (vectors != null) {
            KnnVectorValues.DocIndexIterator cursor = vectors.iterator();
            if (cursor.advance(document) == document) {
                // A copy, because Lucene uses the array again.
                return Embedding.of(vectors.vectorValue(cursor.index()));
            }
        }
        throw new IOException("a row of the index has no vector: " + leaf + " " + document);
    }
}
