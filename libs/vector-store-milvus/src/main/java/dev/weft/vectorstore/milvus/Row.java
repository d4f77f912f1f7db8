package dev.weft.vectorstore.milvus;

import dev.weft.core.Embedding;
import dev.weft.core.Split;

/**
 * A row as it is sent: see {@link Fields}.
 *
 * @param attributes a JSON object
 * @param writtenAt milliseconds since 1970
 */
record Row(
        String key,
        RowKind kind,
        String tenant,
        String item,
        long version,
        String part,
        int position,
        String modality,
        String release,
        String family,
        String contentHash,
        String attributes,
        String longTexts,
        long writtenAt,
        Embedding vector) {

    /** The split of the family, for filters; empty on a row that is no part. */
    String split() {
        return kind == RowKind.PART ? Split.of(SafeText.decode(family)).wireName() : "";
    }
}
