package dev.weft.standalone;

import io.quarkus.runtime.QuarkusApplication;

/** Lets the main class go on when the services are up. */
public final class StandaloneApplication implements QuarkusApplication {

    @Override
    public int run(String... arguments) throws Exception {
        return Standalone.current().visit();
    }
}
