package dev.weft.inference;

/** Starts ONNX Runtime in a process of its own, and says so. */
final class OnnxRuntimeMain {

    static final String STARTED = "started";

    private OnnxRuntimeMain() {}

    public static void main(String[] args) {
        OnnxRuntime.environment();
        System.out.println(STARTED);
    }
}
