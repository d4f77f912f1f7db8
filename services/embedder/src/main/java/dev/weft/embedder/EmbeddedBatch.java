package dev.weft.embedder;

import java.util.List;

/** A micro-batch that is ready to be published. */
record EmbeddedBatch(BatchWork work, List<Output> outputs) {
    EmbeddedBatch {
        outputs = List.copyOf(outputs);
    }
}
