package dev.weft.trainer.round;

/**
 * How often releases were judged by a set.
 *
 * @param setHash of its content
 */
record SetLooks(String setHash, int count) {}
