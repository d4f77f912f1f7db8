package dev.weft.vectorstore.lucene;

import dev.weft.core.Modality;
import dev.weft.vectorstore.Items;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStore;
import dev.weft.vectorstore.VectorStores;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes until it is killed: version v of all items in batch v, with a number of rows that depends on v, and every few batches a sync, which it
 * tells on its output.
 */
final class CrashingWriter {

    static final int ITEMS = 20;
    private static final int BATCHES_PER_SYNC = 3;

    private CrashingWriter() {}

    /** Arguments: the folder, and the first version. */
    public static void main(String[] args) {
        VectorStore store = VectorStores.open("lucene:" + args[0]);
        store.createCollection(Items.SCHEMA);
        for (long version = Long.parseLong(args[1]); ; version++) {
            List<Mutation> batch = new ArrayList<>();
            for (int item = 0; item < ITEMS; item++) {
                batch.add(Items.put("item-" + item, version, rows(version)));
            }
            store.apply(Items.COLLECTION, batch);
            if (version % BATCHES_PER_SYNC == 0) {
                store.sync();
                System.out.println(version);
            }
        }
    }

    static VectorRow[] rows(long version) {
        VectorRow[] rows = new VectorRow[1 + (int) (version % 3)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Items.row("part-" + i, Modality.IMAGE, 1, (float) version, i, 0);
        }
        return rows;
    }
}
