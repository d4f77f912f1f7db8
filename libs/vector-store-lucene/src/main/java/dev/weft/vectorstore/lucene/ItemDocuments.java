package dev.weft.vectorstore.lucene;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.MediaKey;
import dev.weft.core.PartKey;
import dev.weft.core.Split;
import dev.weft.vectorstore.AttributeType;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.spi.AttributeTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/**
 * A mutation as a block of documents: one per row, or one that remembers the deletion. The block replaces the item's older one in one step, and
 * its documents stay neighbours in every segment, first to last.
 */
final class ItemDocuments {

    private ItemDocuments() {}

    static List<Document> of(Mutation mutation) throws IOException {
        return switch (mutation) {
            case Mutation.Put put -> rows(put);
            case Mutation.Delete delete -> List.of(tombstone(delete));
        };
    }

    private static Document tombstone(Mutation.Delete delete) {
        Document document = identity(delete.key(), delete.version());
        document.add(new StringField(Fields.TOMBSTONE, Fields.TOMBSTONE_YES, Field.Store.NO));
        document.add(new NumericDocValuesField(Fields.TOMBSTONE, 1));
        return document;
    }

    private static List<Document> rows(Mutation.Put put) throws IOException {
        String split = Split.of(put.family()).wireName();
        List<Document> documents = new ArrayList<>();
        for (VectorRow row : put.rows()) {
            Document document = identity(put.key(), put.version());
            String part = new PartKey(put.key(), row.part()).toString();
            document.add(new BinaryDocValuesField(Fields.PART, new BytesRef(part)));
            document.add(new SortedDocValuesField(
                    Fields.RELEASE, new BytesRef(put.release().toString())));
            // Unit vectors: the dot product is the cosine, without the cost of two norms.
            document.add(new KnnFloatVectorField(
                    Fields.vector(row.modality()), row.vector().toArray(), VectorSimilarityFunction.DOT_PRODUCT));
            document.add(new StringField(Fields.SPLIT, split, Field.Store.NO));
            addAttributes(document, put.attributes());
            documents.add(document);
        }
        documents.getFirst().add(new StoredField(Fields.ITEM, StoredItem.of(put).toBytes()));
        return documents;
    }

    private static Document identity(MediaKey key, long version) {
        Document document = new Document();
        document.add(new StringField(Fields.KEY, key.toString(), Field.Store.NO));
        document.add(new StringField(Fields.TENANT, key.tenant().value(), Field.Store.NO));
        document.add(new NumericDocValuesField(Fields.VERSION, version));
        return document;
    }

    private static void addAttributes(Document document, Attributes attributes) {
        for (Map.Entry<String, AttributeValue> attribute : attributes.values().entrySet()) {
            String name = attribute.getKey();
            switch (attribute.getValue()) {
                case AttributeValue.Text text -> addText(document, name, text.value());
                case AttributeValue.Texts texts -> texts.values().forEach(text -> addText(document, name, text));
                case AttributeValue.Flag flag ->
                    document.add(new StringField(
                            Fields.attribute(AttributeType.FLAG, name),
                            Boolean.toString(flag.value()),
                            Field.Store.NO));
                case AttributeValue.Numeric number ->
                    document.add(new DoubleField(
                            Fields.attribute(AttributeType.NUMERIC, name),
                            AttributeTypes.comparable(number.value()),
                            Field.Store.NO));
            }
        }
    }

    private static void addText(Document document, String name, String text) {
        document.add(new StringField(Fields.attribute(AttributeType.TEXT, name), TextTerm.of(text), Field.Store.NO));
    }
}
