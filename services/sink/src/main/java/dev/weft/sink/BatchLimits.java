package dev.weft.sink;

/**
 * What is written to the store in one call at most.
 *
 * @param records positive
 * @param bytes of keys and values as they lie in Kafka, positive; a single larger record is written alone
 */
record BatchLimits(int records, long bytes) {}
