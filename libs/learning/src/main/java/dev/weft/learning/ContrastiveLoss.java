package dev.weft.learning;

/**
 * A contrastive loss with its gradients written out: they are matrix products of the logits' gradient, so no graph of B·B numbers has to be kept, and
 * a chunk of rows at a time needs memory for that chunk only.
 */
sealed interface ContrastiveLoss permits InfoNceLoss, SigmoidLoss {

    /**
     * The result belongs to the manager of the batch's left rows.
     *
     * @param chunkRows how many rows of the B·B logits exist at a time; it decides memory, not the result
     */
    LossGradients of(ContrastiveBatch batch, int chunkRows);
}
