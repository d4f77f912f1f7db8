package dev.weft.evaluation.retrieval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Compares every query with every row of the pool. Costs queries × pool × dimension multiplications, and memory for one block of similarities per
 * thread; never for all of them. Safe for use by several threads; each call brings and ends its own.
 *
 * @param threads that compute at once
 */
public record ExactSearch(int threads) {

    /** So many queries share what is read of the pool. */
    private static final int QUERY_BLOCK = 64;

    public ExactSearch {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + threads);
        }
    }

    /** With a thread per processor. */
    public static ExactSearch onAllProcessors() {
        return new ExactSearch(Runtime.getRuntime().availableProcessors());
    }

    /**
     * Ranks the right answers of each query. Ties count against them: a space in which everything is alike finds nothing. An absent answer, and each answer
     * of an absent query, stands behind all rows that are there.
     *
     * @param queries {@code [queries, dimension]}
     * @param pool {@code [rows, dimension]}
     * @param answers of each query: rows of the pool, at least one
     * @throws IllegalArgumentException if dimensions or counts don't fit
     * @throws InterruptedException if the thread is interrupted while others compute
     */
    public Rankings rank(VectorMatrix queries, VectorMatrix pool, List<int[]> answers) throws InterruptedException {
        if (queries.rows() != answers.size()) {
            throw new IllegalArgumentException("each query must have its answers, got " + queries.rows()
                    + " queries and answers for " + answers.size());
        }
        answers.forEach(rows -> requireRows(rows, pool.rows()));
        int[] ranks = new int[queries.rows()];
        double[] ndcg = new double[queries.rows()];
        int[][] top = new int[queries.rows()][];
        search(queries, pool, answers, Rankings.DEPTH, (query, found, nearest) -> {
            ranks[query] = found.best();
            ndcg[query] = found.ndcg(Rankings.DEPTH);
            top[query] = nearest;
        });
        return new Rankings(ranks, ndcg, top);
    }

    /**
     * The rows of the pool that are most similar to each query, best first; of equal ones the earlier row. Rows whose similarity is not a number are left out.
     *
     * @param depth of the lists, at least 1
     * @throws IllegalArgumentException if the dimensions differ
     * @throws InterruptedException if the thread is interrupted while others compute
     */
    public List<int[]> nearest(VectorMatrix queries, VectorMatrix pool, int depth) throws InterruptedException {
        int[][] top = new int[queries.rows()][];
        List<int[]> none = Collections.nCopies(queries.rows(), new int[0]);
        search(queries, pool, none, depth, (query, found, nearest) -> top[query] = nearest);
        return List.of(top);
    }

    private void search(VectorMatrix queries, VectorMatrix pool, List<int[]> answers, int depth, Found found)
            throws InterruptedException {
        if (queries.dimension() != pool.dimension()) {
            throw new IllegalArgumentException("queries and pool must have one dimension, got " + queries.dimension()
                    + " and " + pool.dimension());
        }
        inBlocks(queries.rows(), first -> {
            int count = Math.min(QUERY_BLOCK, queries.rows() - first);
            QueryBlock block = new QueryBlock(queries, first, answers.subList(first, first + count), depth);
            block.search(pool);
            for (int query = 0; query < count; query++) {
                found.accept(first + query, block.answerRanks(query), block.top(query));
            }
        });
    }

    private static void requireRows(int[] rows, int poolRows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a query must have at least 1 answer, got 0");
        }
        for (int row : rows) {
            if (row < 0 || row >= poolRows) {
                throw new IllegalArgumentException(
                        "an answer must be a row of the pool, 0 to " + (poolRows - 1) + ", got " + row);
            }
        }
    }

    private void inBlocks(int rows, BlockTask task) throws InterruptedException {
        List<Callable<Boolean>> blocks = new ArrayList<>();
        for (int first = 0; first < rows; first += QUERY_BLOCK) {
            int start = first;
            blocks.add(() -> {
                task.run(start);
                return true;
            });
        }
        ExecutorService workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("exact-search-", 0).factory());
        try {
            for (Future<Boolean> block : workers.invokeAll(blocks)) {
                block.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a block of queries could not be searched", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface BlockTask {
        void run(int first);
    }

    @FunctionalInterface
    private interface Found {
        void accept(int query, AnswerRanks ranks, int[] nearest);
    }
}
