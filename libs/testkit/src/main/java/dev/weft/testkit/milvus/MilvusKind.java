package dev.weft.testkit.milvus;

/** The Milvus servers that tests can run against. */
public enum MilvusKind {
    /** The whole Go server with its own etcd, log and storage, from PyPI; Linux on x86-64 only. */
    FULL("Milvus 2.3.5"),
    /** A small server in Python, from PyPI. */
    LITE("milvus-lite 3.2.2"),
    /** The server as it is released, through Testcontainers; needs a Docker engine. */
    CONTAINER("Milvus " + ContainerServer.VERSION + " in a container");

    private final String title;

    MilvusKind(String title) {
        this.title = title;
    }

    /** The server and its version, for people. */
    public String title() {
        return title;
    }
}
