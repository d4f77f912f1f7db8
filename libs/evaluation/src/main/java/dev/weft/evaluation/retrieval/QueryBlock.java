package dev.weft.evaluation.retrieval;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Some queries that are compared with the pool together. Confined to one thread. */
final class QueryBlock {

    /** 256 similarities, and 256 columns of 4 dimensions (5 kB together), stay in a core's first cache. */
    private static final int POOL_BLOCK = 256;

    private final VectorMatrix queries;
    private final int first;
    private final List<int[]> answers;
    private final AnswerRanks[] answerRanks;
    private final TopList[] tops;

    /** @param depth of the lists of the most similar rows */
    QueryBlock(VectorMatrix queries, int first, List<int[]> answers, int depth) {
        this.queries = queries;
        this.first = first;
        this.answers = answers;
        this.answerRanks = new AnswerRanks[answers.size()];
        this.tops = new TopList[answers.size()];
        Arrays.setAll(tops, query -> new TopList(depth));
    }

    void search(VectorMatrix pool) {
        BitSet[] right = new BitSet[answers.size()];
        for (int query = 0; query < right.length; query++) {
            right[query] = new BitSet();
            Arrays.stream(answers.get(query)).forEach(right[query]::set);
            answerRanks[query] = new AnswerRanks(
                    similarities(query, pool, right[query].stream().toArray()));
        }
        float[] columns = new float[pool.dimension() * POOL_BLOCK];
        float[] similarities = new float[POOL_BLOCK];
        for (int start = 0; start < pool.rows(); start += POOL_BLOCK) {
            int count = Math.min(POOL_BLOCK, pool.rows() - start);
            pool.transpose(start, count, columns);
            for (int query = 0; query < right.length; query++) {
                multiply(first + query, columns, count, similarities);
                count(query, pool, right[query], start, count, similarities);
            }
        }
    }

    AnswerRanks answerRanks(int query) {
        return answerRanks[query];
    }

    int[] top(int query) {
        return tops[query].rows();
    }

    private void count(int query, VectorMatrix pool, BitSet right, int start, int count, float[] similarities) {
        AnswerRanks ranks = answerRanks[query];
        TopList top = tops[query];
        for (int row = 0; row < count; row++) {
            float similarity = similarities[row];
            top.offer(start + row, similarity);
            if (!right.get(start + row) && !pool.isAbsent(start + row)) {
                ranks.countWrong(similarity);
            }
        }
    }

    /** By the same sums in the same order as the blocks': a copy of an answer must tie with it exactly. */
    private float[] similarities(int query, VectorMatrix pool, int[] rows) {
        float[] columns = new float[pool.dimension() * rows.length];
        pool.rows(rows).transpose(0, rows.length, columns);
        float[] similarities = new float[rows.length];
        multiply(first + query, columns, rows.length, similarities);
        return similarities;
    }

    /** Four dimensions at a time over neighbouring rows: a loop that the JIT compiler turns into vector instructions. */
    private void multiply(int query, float[] columns, int count, float[] similarities) {
        Arrays.fill(similarities, 0, count, 0);
        int dimension = queries.dimension();
        int d = 0;
        for (; d + 4 <= dimension; d += 4) {
            addFour(
                    queries.get(query, d),
                    queries.get(query, d + 1),
                    queries.get(query, d + 2),
                    queries.get(query, d + 3),
                    columns,
                    d * count,
                    count,
                    similarities);
        }
        for (; d < dimension; d++) {
            float value = queries.get(query, d);
            int offset = d * count;
            for (int row = 0; row < count; row++) {
                similarities[row] += value * columns[offset + row];
            }
        }
    }

    private static void addFour(
            float a, float b, float c, float e, float[] columns, int offset, int count, float[] similarities) {
        int second = offset + count;
        int third = second + count;
        int fourth = third + count;
        for (int row = 0; row < count; row++) {
            similarities[row] += a * columns[offset + row]
                    + b * columns[second + row]
                    + c * columns[third + row]
                    + e * columns[fourth + row];
        }
    }
}
