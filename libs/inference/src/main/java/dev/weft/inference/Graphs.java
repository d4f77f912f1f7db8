package dev.weft.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The graphs of one bundle. They are read, hashed and optimised side by side, as each takes one core. Used by one thread. */
final class Graphs implements AutoCloseable {

    private static final int THREADS = 4;

    private final BundleSource source;
    private final Device device;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Math.min(THREADS, Runtime.getRuntime().availableProcessors()));
    private final Map<BundleFile, Future<Graph>> started = new LinkedHashMap<>();

    Graphs(BundleSource source, Device device) {
        this.source = source;
        this.device = device;
    }

    /** Begins to load a graph: the largest first. */
    void start(BundleFile file) {
        // A failure is thrown to whoever gets the graph.
        Future<Graph> _ = loading(file);
    }

    private Future<Graph> loading(BundleFile file) {
        return started.computeIfAbsent(file, f -> threads.submit(() -> Graph.load(source, f, device)));
    }

    /** @throws ModelBundleException if it can't be loaded */
    Graph get(BundleFile file) {
        try {
            return loading(file).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelBundleException bundle) {
                throw bundle;
            }
            throw new ModelBundleException("the bundle can't be loaded: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelBundleException("loading the bundle was interrupted", e);
        }
    }

    /** Frees the graphs, those that were loaded after a failure too. */
    void discard() {
        threads.close();
        for (Future<Graph> graph : started.values()) {
            if (graph.state() == Future.State.SUCCESS) {
                graph.resultNow().close();
            }
        }
    }

    /** Ends the loading; the graphs belong to whoever got them. */
    @Override
    public void close() {
        threads.close();
    }
}
