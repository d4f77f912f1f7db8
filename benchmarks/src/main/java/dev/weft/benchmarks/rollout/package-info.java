/** Measures a backfill by itself, and releases that go live, and back, beside what people do meanwhile: the packaged standalone as a process, over HTTP. */
@NullMarked
package dev.weft.benchmarks.rollout;

import org.jspecify.annotations.NullMarked;
