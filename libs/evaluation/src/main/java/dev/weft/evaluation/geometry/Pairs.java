package dev.weft.evaluation.geometry;

import dev.weft.evaluation.retrieval.VectorMatrix;
import java.util.function.IntPredicate;

/** What is measured between pictures and their texts. */
record Pairs(VectorMatrix pictures, VectorMatrix words) {

    double gap() {
        double[] difference = meanDifference(row -> true);
        double squares = 0;
        for (double value : difference) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    double matchedCosine() {
        double sum = 0;
        for (int row = 0; row < pictures.rows(); row++) {
            sum += cosine(row, row);
        }
        return sum / pictures.rows();
    }

    /** Each picture with each text but its own: the product of the sums, less the matched ones. */
    double randomCosine() {
        double[] pictureMean = mean(pictures, row -> true);
        double[] wordMean = mean(words, row -> true);
        double n = pictures.rows();
        return (n * dot(pictureMean, wordMean) - matchedCosine()) / (n - 1);
    }

    /**
     * A line through the means of the even rows, cut half-way between them, judges the odd rows: per cent of the right judgements. It is a lower bound of what a
     * trained linear classifier reaches, and needs no training.
     */
    double separability() {
        double[] direction = meanDifference(row -> row % 2 == 0);
        double middle =
                (dot(direction, mean(pictures, row -> row % 2 == 0)) + dot(direction, mean(words, row -> row % 2 == 0)))
                        / 2;
        int right = 0;
        int judged = 0;
        for (int row = 1; row < pictures.rows(); row += 2) {
            right += project(pictures, row, direction) > middle ? 1 : 0;
            right += project(words, row, direction) < middle ? 1 : 0;
            judged += 2;
        }
        return 100.0 * right / judged;
    }

    private double cosine(int picture, int text) {
        double sum = 0;
        for (int d = 0; d < pictures.dimension(); d++) {
            sum += (double) pictures.get(picture, d) * words.get(text, d);
        }
        return sum;
    }

    private double[] meanDifference(IntPredicate chosen) {
        double[] difference = mean(pictures, chosen);
        double[] other = mean(words, chosen);
        for (int d = 0; d < difference.length; d++) {
            difference[d] -= other[d];
        }
        return difference;
    }

    private static double[] mean(VectorMatrix vectors, IntPredicate chosen) {
        double[] mean = new double[vectors.dimension()];
        int count = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            if (chosen.test(row)) {
                count++;
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += vectors.get(row, d);
                }
            }
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= count;
        }
        return mean;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int d = 0; d < one.length; d++) {
            sum += one[d] * other[d];
        }
        return sum;
    }

    private static double project(VectorMatrix vectors, int row, double[] direction) {
        double sum = 0;
        for (int d = 0; d < direction.length; d++) {
            sum += vectors.get(row, d) * direction[d];
        }
        return sum;
    }
}
