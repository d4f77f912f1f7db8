package dev.weft.modelcatalog;

import java.util.OptionalLong;

/** Is told how a pull gets on, on the pulling thread. */
public interface PullListener {

    /** A source is asked for a file. */
    void asks(BundlePath file, ModelSource source);

    /**
     * Some of a file is here.
     *
     * @param bytes of it that are here, those of an earlier try included
     * @param total empty while not known
     */
    void receives(BundlePath file, long bytes, OptionalLong total);
}
