/** The gate's report as JSON and as a page for people. */
@NullMarked
package dev.weft.evaluation.report;

import org.jspecify.annotations.NullMarked;
