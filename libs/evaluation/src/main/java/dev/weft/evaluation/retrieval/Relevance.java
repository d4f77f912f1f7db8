package dev.weft.evaluation.retrieval;

/** Which items of the pool answer a query. */
public enum Relevance {
    /** Only the item that the query's text or picture belongs to: the stricter count, which published figures use. */
    PAIRED_ITEM,
    /**
     * Also the items of the same family that carry the same caption, as written: no text could tell them apart, so a release must not be blamed for
     * the order among them. The rank is that of the best of them.
     */
    SAME_CAPTION_IN_FAMILY
}
