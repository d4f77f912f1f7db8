package dev.weft.benchmarks.sink;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** A loop around Lucene's writer with its own settings and the graph parameters of the store; committed once, at the end. */
final class BareLucene {

    private static final int MAX_CONNECTIONS = 16;
    private static final int BEAM_WIDTH = 100;

    private BareLucene() {}

    static double rowsPerSecond(Path folder, float[][] vectors) throws IOException {
        KnnVectorsFormat graph = new Lucene99HnswVectorsFormat(MAX_CONNECTIONS, BEAM_WIDTH);
        IndexWriterConfig config = new IndexWriterConfig().setCodec(new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return graph;
            }
        });
        try (Directory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, config)) {
            long from = System.nanoTime();
            for (int i = 0; i < vectors.length; i++) {
                Document document = new Document();
                String key = VectorTopic.id(i);
                document.add(new StringField("key", key, Field.Store.YES));
                document.add(new StringField("tenant", "default", Field.Store.NO));
                document.add(new NumericDocValuesField("version", 1));
                document.add(new KnnFloatVectorField("vector", vectors[i], VectorSimilarityFunction.DOT_PRODUCT));
                writer.updateDocument(new Term("key", key), document);
            }
            writer.commit();
            return vectors.length / ((System.nanoTime() - from) / 1e9);
        }
    }
}
