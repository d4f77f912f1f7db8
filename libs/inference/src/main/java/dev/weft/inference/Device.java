package dev.weft.inference;

/** What runs the graphs. */
public enum Device {
    CPU("cpu"),
    /** The first NVIDIA GPU; needs the build with the profile {@code cuda}, and CUDA on the machine. */
    CUDA("cuda");

    private final String provider;

    Device(String provider) {
        this.provider = provider;
    }

    /** The name of the execution provider, for metrics. */
    public String provider() {
        return provider;
    }

    /** @throws IllegalArgumentException if no device has this execution provider */
    static Device of(String provider) {
        for (Device device : values()) {
            if (device.provider.equals(provider)) {
                return device;
            }
        }
        throw new IllegalArgumentException("an execution provider is cpu or cuda, got " + provider);
    }
}
