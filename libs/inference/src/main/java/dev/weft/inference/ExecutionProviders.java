package dev.weft.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;

/** What ONNX Runtime runs graphs on. */
final class ExecutionProviders {

    private ExecutionProviders() {}

    /** @throws ModelBundleException if this build or this machine hasn't got the device: another one would be slower without a word */
    static void add(Device device, SessionOptions settings) {
        if (device == Device.CPU) {
            return;
        }
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new ModelBundleException("device cuda can't be used: this build of ONNX Runtime has the providers "
                    + OrtEnvironment.getAvailableProviders()
                    + ", without CUDA. Build with the Maven profile 'cuda', or ask for the device cpu");
        }
        try {
            settings.addCUDA();
        } catch (OrtException e) {
            throw new ModelBundleException(
                    "device cuda can't be used on this machine: " + e.getMessage() + ". Ask for the device cpu", e);
        }
    }
}
