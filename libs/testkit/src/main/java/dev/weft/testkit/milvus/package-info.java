/**
 * Real Milvus servers for tests, without Docker where there is none: the full server and Milvus Lite as processes from PyPI, and Milvus in a
 * container. A server is killed with what is left of it when the JVM ends; a JVM that was killed itself leaves its servers to the next one.
 */
@NullMarked
package dev.weft.testkit.milvus;

import org.jspecify.annotations.NullMarked;
