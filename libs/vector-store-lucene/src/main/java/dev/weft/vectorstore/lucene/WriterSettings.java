package dev.weft.vectorstore.lucene;

import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;

/** How indexes are written: many small batches, each visible at once, without taking the processor from the models that run beside. */
final class WriterSettings {

    /** A batch is flushed when it is made visible, so this is only reached by very large ones. */
    private static final double BUFFER_MIB = 32;

    private static final int MERGE_THREADS = 1;

    /** A search goes through every segment, so few of them make it short; Lucene's default of 8 makes writing cheaper instead. */
    private static final int SEGMENTS_PER_TIER = 4;

    /** So many merges may wait before writers do: time enough for a merge that builds a graph. */
    private static final int WAITING_MERGES = 8;

    /** A batch becomes visible at once: merging small segments goes on in the background instead of delaying it by up to half a second. */
    private static final long NO_WAIT_FOR_MERGES_MILLIS = 0;

    private WriterSettings() {}

    static IndexWriterConfig create() {
        ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
        scheduler.setMaxMergesAndThreads(WAITING_MERGES, MERGE_THREADS);
        return new IndexWriterConfig()
                .setCodec(new GraphCodec())
                .setMergePolicy(new TieredMergePolicy().setSegmentsPerTier(SEGMENTS_PER_TIER))
                .setMergeScheduler(scheduler)
                .setMaxFullFlushMergeWaitMillis(NO_WAIT_FOR_MERGES_MILLIS)
                .setRAMBufferSizeMB(BUFFER_MIB);
    }
}
