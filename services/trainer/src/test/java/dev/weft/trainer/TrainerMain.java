package dev.weft.trainer;

import static org.awaitility.Awaitility.await;

import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.trainer.judge.JudgedSet;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.RoundRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A trainer as a process of its own, which a test kills. It says what it does, and stops in a phase. */
final class TrainerMain {

    /** Somewhere within learning, between two checkpoints. */
    static final int STEP = 2 * SmallInputs.CHECKPOINT_EVERY + 5;

    /** As short as a broker allows: the next one waits so long for the lead of one that was killed. */
    private static final Map<String, String> SESSION =
            Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "500");

    private TrainerMain() {}

    /** Takes the broker, the prefix of the topics, their partitions, a folder, the phase to stop in or {@code none}, and {@code begin} or {@code go-on}. */
    public static void main(String[] args) throws InterruptedException {
        KafkaSettings kafka =
                new KafkaSettings(args[0], args[1], Integer.parseInt(args[2]), (short) -1, Optional.empty(), SESSION);
        String stop = args[4];
        RoundBook book = new RoundBook();
        TrainerRuntime trainer = TrainerRuntime.start(
                SmallInputs.settings(kafka, Path.of(args[3])),
                book,
                EventCodecs.open(kafka),
                new StoppingInputs(stop),
                () -> {},
                progress -> tell(progress, stop));
        Runtime.getRuntime().addShutdownHook(new Thread(trainer::close));
        if (args[5].equals("begin")) {
            await().atMost(Duration.ofSeconds(30)).until(trainer::leads);
            System.out.println(
                    "began " + trainer.begin(new RoundRequest("a test", "me")).orElseThrow());
        }
        awaitTheEnd();
    }

    private static void tell(Progress progress, String stop) {
        int step = progress.last().map(last -> last.step()).orElse(0);
        System.out.println(progress.phase() + " " + step);
        if (progress.phase().name().equals(stop) && isWithin(progress.phase(), step)) {
            stopHere();
        }
    }

    private static boolean isWithin(Progress.Phase phase, int step) {
        return switch (phase) {
            case LEARNING -> step == STEP;
            case READING, EMBEDDING, ENDED -> true;
            // The inputs stop within judging.
            case JUDGING -> false;
        };
    }

    private static void stopHere() {
        System.out.println("there");
        awaitTheEnd();
    }

    private static void awaitTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops where the candidate is written and nothing is judged. */
    private static final class StoppingInputs extends SmallInputs {

        private final String stop;

        StoppingInputs(String stop) {
            this.stop = stop;
        }

        @Override
        public Optional<JudgedSet> guard() {
            if (stop.equals(Progress.Phase.JUDGING.name())) {
                stopHere();
            }
            return super.guard();
        }
    }
}
