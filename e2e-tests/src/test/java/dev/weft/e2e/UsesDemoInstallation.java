package dev.weft.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The tests of the class take the {@linkplain DemoInstallation one standalone with the demo catalog}; no other class uses it meanwhile. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DemoInstallation.class)
@ResourceLock("the demo installation")
@interface UsesDemoInstallation {}
