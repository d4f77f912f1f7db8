package dev.weft.inference;

/** A bundle can't be loaded as it is: trying again won't help, another bundle will. The message names the file and the field. */
public final class ModelBundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ModelBundleException(String message) {
        super(message);
    }

    public ModelBundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
