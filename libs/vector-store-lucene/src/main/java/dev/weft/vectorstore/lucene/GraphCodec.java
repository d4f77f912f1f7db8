package dev.weft.vectorstore.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/**
 * Lucene's codec with our graph parameters and without its limit of 1024 dimensions. It writes nothing that the stock codec can't read, and
 * keeps the stock names, so that reading needs no registration of ours.
 */
final class GraphCodec extends Lucene104Codec {

    /** Neighbours per node: the customary value for vectors of some hundred dimensions (Malkov and Yashunin 2016, section 4.1: 5 to 48). */
    private static final int MAX_CONNECTIONS = 16;

    /** Candidates while building: Lucene's default. */
    private static final int BEAM_WIDTH = 100;

    /**
     * Segments of up to about 4,000 vectors (while {@code n < 500 ln n}) get no graph and are scanned: a scan of 4,000
     * vectors of 640 numbers takes 2 to 3 ms and is exact, and a graph for each of the small segments of an import would be built only to be merged away.
     */
    private static final int SCANNED_SEGMENTS = 500;

    private static final int MAX_DIMENSIONS = 8192;

    private final KnnVectorsFormat vectors =
            new Unlimited(new Lucene99HnswVectorsFormat(MAX_CONNECTIONS, BEAM_WIDTH, 1, null, SCANNED_SEGMENTS));

    @Override
    public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
    }

    private static final class Unlimited extends KnnVectorsFormat {

        private final KnnVectorsFormat format;

        Unlimited(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String fieldName) {
            return MAX_DIMENSIONS;
        }
    }
}
