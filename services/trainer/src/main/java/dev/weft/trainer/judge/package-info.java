/** What the gate is shown: frozen sets, and what each release makes of them. */
@NullMarked
package dev.weft.trainer.judge;

import org.jspecify.annotations.NullMarked;
