package dev.weft.standalone;

import dev.weft.cli.client.GatewayClient;
import dev.weft.cli.client.Retry;
import dev.weft.cli.command.AddressFile;
import dev.weft.embeddedkafka.EmbeddedKafka;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Assembly}: the broker in a thread of its own, because its start takes as long as that of everything else and the services
 * wait for it by themselves; then Quarkus with the services; and all of it backwards at the end, so that the services can say goodbye to
 * their broker.
 */
final class Standalone {

    /** The services' own goodbyes are bounded; this is for the case that one of them is not. */
    private static final long STOP_WITHIN_SECONDS = 30;

    private static final Retry UNTIL_READY =
            new Retry(Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMinutes(1));

    /** Quarkus makes its application by class; this is how it gets to know ours. */
    private static volatile @Nullable Standalone current;

    private final Assembly assembly;
    private final Visit visit;
    private final EmbeddedKafka kafka;
    private final AddressFile address;
    private final CountDownLatch servicesStopped = new CountDownLatch(1);
    private final AtomicInteger exitCode = new AtomicInteger();

    Standalone(Assembly assembly, Visit visit) {
        this.assembly = assembly;
        this.visit = visit;
        this.kafka = EmbeddedKafka.at(assembly.data().kafka(), assembly.kafkaPort());
        this.address = AddressFile.in(assembly.data().path());
    }

    /** What is done once everything is up; it ends the process by returning its exit code. */
    @FunctionalInterface
    interface Visit {
        int run(URI gateway) throws Exception;
    }

    static Standalone current() {
        Standalone running = current;
        if (running == null) {
            throw new IllegalStateException("the standalone is started by its main class");
        }
        return running;
    }

    /** Starts, stays for the visit, stops. */
    int run() {
        current = this;
        assembly.configuration().forEach(System::setProperty);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "weft-stop"));
        Thread.ofPlatform().name("weft-kafka-start").daemon().start(this::startKafka);
        Quarkus.run(StandaloneApplication.class, this::ended);
        servicesStopped.countDown();
        return exitCode.get();
    }

    private void startKafka() {
        try {
            kafka.start();
        } catch (RuntimeException e) {
            System.err.println("weft: the embedded broker did not start: " + e.getMessage() + ". The log is "
                    + assembly.data().log());
            exitCode.set(1);
            Quarkus.asyncExit(1);
        }
    }

    /** By the application's own thread, when everything is up. */
    int visit() throws Exception {
        URI gateway = assembly.gateway();
        address.write(gateway, ProcessHandle.current().pid());
        try (GatewayClient client = new GatewayClient(gateway, UNTIL_READY)) {
            client.awaitReady();
        }
        return visit.run(gateway);
    }

    private void ended(Integer code, @Nullable Throwable failure) {
        exitCode.compareAndSet(0, code);
        if (failure != null) {
            System.err.println("weft: " + rootOf(failure) + ". The log is "
                    + assembly.data().log());
            exitCode.compareAndSet(0, 1);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private void stop() {
        try {
            if (!servicesStopped.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("weft: the services did not stop within " + STOP_WITHIN_SECONDS + " s");
            }
            kafka.close();
            address.delete();
            assembly.data().close();
        } catch (IOException e) {
            System.err.println("weft: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
