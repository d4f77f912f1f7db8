package dev.weft.trainer.round;

/** Hears how many items towers have run on. Called on the thread that waits for them. */
@FunctionalInterface
interface ItemsListener {

    ItemsListener NONE = (_, _) -> {};

    void made(int done, int total);
}
