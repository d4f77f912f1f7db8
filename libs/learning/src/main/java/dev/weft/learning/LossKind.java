package dev.weft.learning;

/** Which contrastive loss. */
public enum LossKind {
    /** Pairwise sigmoid: better than a softmax below 16,384 pairs a batch (SigLIP, Zhai et al. 2023). */
    SIGMOID,
    /** Symmetric InfoNCE (CLIP, Radford et al. 2021). */
    INFONCE;

    ContrastiveLoss loss() {
        return switch (this) {
            case SIGMOID -> new SigmoidLoss();
            case INFONCE -> new InfoNceLoss();
        };
    }
}
