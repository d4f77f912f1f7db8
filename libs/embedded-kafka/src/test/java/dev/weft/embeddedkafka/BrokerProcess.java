package dev.weft.embeddedkafka;

import java.nio.file.Path;

/** A broker in a process of its own, to be killed. Prints its address. */
final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.at(Path.of(args[0]));
        kafka.start();
        System.out.println(kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
