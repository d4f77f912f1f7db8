package dev.weft.inference.batching;

/** As many items wait for the tower as may. Try again later, or ask for less. */
public final class QueueFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QueueFullException(String name, int capacity) {
        super("the queue of the " + name + " tower is full, " + capacity + " items wait; try again later");
    }
}
