package dev.weft.testkit.milvus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test class runs on this server, and its methods and constructor may take it as a {@link MilvusServer}. All classes of a JVM share one
 * server of a kind, started for the first: each test uses names of its own, and one that kills the server brings it back.
 *
 * <p>Where the server can't be had, the class is skipped and that is printed; with the system property {@code weft.milvus.required=true} it
 * fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(MilvusExtension.class)
public @interface UsesMilvus {

    /** Which server. */
    MilvusKind value();
}
