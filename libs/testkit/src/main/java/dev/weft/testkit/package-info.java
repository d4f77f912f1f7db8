/** What tests of several modules share: real values, a real broker, the house's rules. */
@NullMarked
package dev.weft.testkit;

import org.jspecify.annotations.NullMarked;
