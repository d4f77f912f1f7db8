package dev.weft.evaluation.gate;

import dev.weft.evaluation.retrieval.ExactSearch;
import dev.weft.evaluation.retrieval.Rankings;
import dev.weft.evaluation.retrieval.Relevance;
import dev.weft.evaluation.retrieval.VectorMatrix;
import dev.weft.evaluation.sets.EvaluationSet;
import java.util.List;

/**
 * Ranks the answers of a set in both directions. Safe for use by several threads.
 *
 * @param relevance the same for all releases that are compared
 */
public record SetEvaluator(ExactSearch search, Relevance relevance) {

    /**
     * @throws IllegalArgumentException if the vectors are not those of the pool
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public SetResult evaluate(EvaluationSet set, SetVectors vectors) throws InterruptedException {
        if (vectors.images().rows() != set.poolSize()) {
            throw new IllegalArgumentException("set " + set.name() + " must have vectors of its " + set.poolSize()
                    + " items, got " + vectors.images().rows());
        }
        List<int[]> answers = set.answers(relevance);
        return new SetResult(
                set,
                rank(vectors.texts(), vectors.images(), answers),
                rank(vectors.images(), vectors.texts(), answers),
                vectors.unusable());
    }

    private Rankings rank(VectorMatrix asked, VectorMatrix pool, List<int[]> answers) throws InterruptedException {
        return search.rank(asked.firstRows(answers.size()), pool, answers);
    }
}
