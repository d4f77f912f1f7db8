/** The frozen model, and what comes with it to learn well: general pairs and a guard set. */
@NullMarked
package dev.weft.trainer.model;

import org.jspecify.annotations.NullMarked;
