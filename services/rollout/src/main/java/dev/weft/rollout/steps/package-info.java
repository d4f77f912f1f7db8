/** Takes one release of a space after the other from approved to live, and back: a plan that is a pure function, and who carries it out. */
@NullMarked
package dev.weft.rollout.steps;

import org.jspecify.annotations.NullMarked;
