/**
 * Black-box scenarios: a packaged standalone in its own process, seen only through HTTP, Kafka, the command line and a browser. Nothing
 * of the platform's own code reads what it says.
 */
@NullMarked
package dev.weft.e2e;

import org.jspecify.annotations.NullMarked;
