package dev.weft.vectorstore.milvus;

import dev.weft.core.Embedding;

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
        Embedding vector) {}
