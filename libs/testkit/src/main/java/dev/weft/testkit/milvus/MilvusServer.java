package dev.weft.testkit.milvus;

import java.net.URI;

/**
 * A running Milvus with data of its own, which can be killed, stopped and brought back. Thread-safe. All methods block until the server is in
 * the state asked for; a server that does not get there within its limit is an {@link IllegalStateException} with the end of its log.
 */
public sealed interface MilvusServer extends AutoCloseable permits ServerProcess, ContainerServer {

    /** The whole server, 2.3.5: to be started. */
    static MilvusLaunch full() {
        return MilvusLaunch.of(MilvusKind.FULL);
    }

    /** Milvus Lite 3.2.2: to be started. */
    static MilvusLaunch lite() {
        return MilvusLaunch.of(MilvusKind.LITE);
    }

    /** The released server in a container: to be started, where there is a Docker engine. */
    static MilvusLaunch container() {
        return MilvusLaunch.of(MilvusKind.CONTAINER);
    }

    MilvusKind kind();

    /** Where clients connect, such as {@code http://127.0.0.1:19530}; the same after {@link #restart()}. */
    URI uri();

    /** The server's process. */
    long pid();

    /** Ends it with SIGKILL, as a power cut would. Does nothing if it has ended. */
    void kill();

    /** Starts it on the same data and port, after killing it if it runs. What its clients had loaded may have to be loaded again. */
    void restart();

    /** Stops it with SIGSTOP: connections stay open, and nobody answers. */
    void suspend();

    /** Lets it go on with SIGCONT. The full server takes its own parts for dead then, and refuses calls for some seconds. */
    void resume();

    /** What the server has printed lately, for messages. */
    String logTail();

    /** Kills it and removes its data. */
    @Override
    void close();
}
