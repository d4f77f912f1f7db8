package dev.weft.sink;

import java.util.List;
import java.util.concurrent.Future;

/**
 * Batches that searches see but a crash may still undo.
 *
 * @param announcements acknowledgements to come
 */
record Visible(List<BatchWork> works, List<? extends Future<?>> announcements) {}
