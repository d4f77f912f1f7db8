package dev.weft.testkit.milvus;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.milvus.MilvusContainer;
import org.testcontainers.utility.DockerImageName;

/** The released server through Testcontainers. Its published port is fixed, so that it is the same after a restart. */
final class ContainerServer implements MilvusServer {

    /** Of the image, which the system property {@code weft.milvus.image} replaces. */
    static final String VERSION = "2.6.9";

    private static final int GRPC_PORT = 19530;
    private static final int HEALTH_PORT = 9091;

    private final MilvusContainer container;

    private ContainerServer(MilvusContainer container) {
        this.container = container;
    }

    /**
     * @param settings as environment variables
     * @throws MilvusUnavailableException without a Docker engine, or without the image
     * @throws NoClassDefFoundError without Testcontainers on the class path
     */
    static ContainerServer start(Map<String, String> settings) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new MilvusUnavailableException("no Docker engine answers: start one, and let this user reach it");
        }
        String image = System.getProperty("weft.milvus.image", "milvusdb/milvus:v" + VERSION);
        MilvusContainer container =
                new MilvusContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("milvusdb/milvus"));
        container.withEnv(settings);
        var ports = FreePorts.take(2);
        container.setPortBindings(List.of(
                "127.0.0.1:" + ports.get(0) + ":" + GRPC_PORT, "127.0.0.1:" + ports.get(1) + ":" + HEALTH_PORT));
        try {
            container.getDockerImageName();
        } catch (ContainerFetchException e) {
            throw new MilvusUnavailableException(
                    image + " is not here and can't be pulled: load it, or name one with -Dweft.milvus.image", e);
        }
        container.start();
        return new ContainerServer(container);
    }

    @Override
    public MilvusKind kind() {
        return MilvusKind.CONTAINER;
    }

    @Override
    public URI uri() {
        return URI.create(container.getEndpoint());
    }

    @Override
    public long pid() {
        return Objects.requireNonNull(
                container.getCurrentContainerInfo().getState().getPidLong(), "the container does not run");
    }

    @Override
    public void kill() {
        if (container.isRunning()) {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    @Override
    public void restart() {
        kill();
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        Wait.forHttp("/healthz").forPort(HEALTH_PORT).waitUntilReady(container);
    }

    @Override
    public void suspend() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public String logTail() {
        String logs = container.getLogs();
        return logs.substring(Math.max(0, logs.length() - 2_000));
    }

    @Override
    public void close() {
        container.close();
    }
}
