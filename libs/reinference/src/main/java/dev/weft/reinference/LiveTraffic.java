package dev.weft.reinference;

/** Lets those go first for whom somebody waits. Safe for use by several threads. */
public interface LiveTraffic {

    /** Returns when there is nothing to let go first, or after as long as this may wait. */
    void letPass() throws InterruptedException;
}
