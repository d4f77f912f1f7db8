package dev.weft.learning;

import java.util.OptionalDouble;

/**
 * One step of a round.
 *
 * @param step from 1
 * @param loss contrastive
 * @param anchor {@code 1 - cos(y, base)}, the mean of both sides; 0 without base
 * @param learningRate of the step
 * @param gradientNorm before clipping
 * @param scale what cosines were multiplied by
 * @param validation of the averaged weights after the step, 0 to 1; empty where there was none
 */
public record StepReport(
        int step,
        double loss,
        double anchor,
        double learningRate,
        double gradientNorm,
        double scale,
        OptionalDouble validation) {}
