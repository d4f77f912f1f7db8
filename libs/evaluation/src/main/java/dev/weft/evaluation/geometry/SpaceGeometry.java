package dev.weft.evaluation.geometry;

/**
 * The shape of a shared space, measured on pairs of a picture and its text, as many of the one as of the other. A value is NaN where vectors are damaged.
 *
 * @param pairs that were measured
 * @param gap length of the difference between the mean picture and the mean text (Liang et al. 2022), 0 to 2; 0.82 for CLIP
 * @param separability how well the line through both means tells pictures from texts that it wasn't made from, in per cent; 50 is a mixed space
 * @param matchedCosine mean cosine of a picture and its text
 * @param randomCosine mean cosine of a picture and the text of another
 * @param otherModalityShare share of the ten nearest neighbours, in a corpus of all pictures and texts, that are of the other modality than the query; ideally 0.5,
 *     0 where each modality sees only itself
 * @param alignment mean squared distance of a picture and its text (Wang and Isola 2020); lower is closer
 * @param uniformity of the modality that is spread worse: the logarithm of the mean of exp(-2 × squared distance) (ibid.); lower is more evenly spread
 * @param effectiveRank of the modality that has less: 1 / mean squared cosine over all pairs, the participation ratio of the uncentred second moments; 1 if all
 *     vectors lie on a line
 * @param meanCosine mean cosine of two items of the modality that is closer together; towards 1 in a collapse
 * @param hubShare share of all top-ten lists that the most frequent 1 % of the items take, in the worse direction
 * @param hubSkewness skewness of how often an item is in a top ten (Radovanović et al. 2010), in the worse direction
 */
public record SpaceGeometry(
        int pairs,
        double gap,
        double separability,
        double matchedCosine,
        double randomCosine,
        double otherModalityShare,
        double alignment,
        double uniformity,
        double effectiveRank,
        double meanCosine,
        double hubShare,
        double hubSkewness) {}
