package dev.weft.learning;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;

/** PyTorch, loaded when first used: it unpacks its native libraries into the user's cache folder. Never goes to the network. */
final class Torch {

    static {
        // DJL would otherwise report its use, and look for native libraries that are not on the class path.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
    }

    private static final String NAME = "PyTorch";

    private Torch() {}

    static NDManager newManager() {
        return NDManager.newBaseManager(Device.cpu(), NAME);
    }

    /** Records what is computed until it is closed. One at a time in a process: see {@link TrainingRound}. */
    static GradientCollector newGradientCollector() {
        return Engine.getEngine(NAME).newGradientCollector();
    }

    /** What computes, for the model card. */
    static String version() {
        Engine engine = Engine.getEngine(NAME);
        return engine.getEngineName() + " " + engine.getVersion();
    }
}
