package dev.weft.testkit.milvus;

/** Starts the server of the kind that its argument names, tells its process, and stays; or tells why there is none. */
final class StartingMain {

    private StartingMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            MilvusServer server = MilvusLaunch.of(MilvusKind.valueOf(args[0])).start();
            System.out.println("server " + server.pid());
            Thread.sleep(Long.MAX_VALUE);
        } catch (MilvusUnavailableException e) {
            System.out.println("unavailable: " + e.getMessage());
        }
    }
}
