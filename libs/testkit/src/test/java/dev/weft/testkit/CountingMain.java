package dev.weft.testkit;

/** Prints its arguments, then a number every few milliseconds until it is killed, or as many as {@code -Dcount} says. */
final class CountingMain {

    private CountingMain() {}

    public static void main(String[] args) throws InterruptedException {
        System.out.println(String.join(",", args));
        int count = Integer.getInteger("count", Integer.MAX_VALUE);
        for (int i = 0; i < count; i++) {
            System.out.println(i);
            Thread.sleep(5);
        }
        System.exit(3);
    }
}
