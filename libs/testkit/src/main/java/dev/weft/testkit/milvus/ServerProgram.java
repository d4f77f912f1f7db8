package dev.weft.testkit.milvus;

import java.time.Duration;

/** How one kind of server is run on its data folder: the same command each time. */
interface ServerProgram {

    /** Of the port that clients connect to. */
    int port();

    ProcessBuilder command();

    /** Whether it serves clients now. Takes a second at most. */
    boolean ready();

    /** How long it may take until it is ready, on a busy machine and after a crash. */
    Duration startLimit();
}
