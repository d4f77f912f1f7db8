package dev.weft.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.TopicProvisioner;
import dev.weft.events.releases.ReleaseLog;
import dev.weft.http.ProblemException;
import dev.weft.testkit.KafkaExtension;
import dev.weft.trainer.round.Progress;
import dev.weft.trainer.round.Progress.Phase;
import dev.weft.trainer.round.RoundRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two trainers of one space: rounds are the leader's, and go on with the next one. */
@ExtendWith(KafkaExtension.class)
class TwoTrainersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Between these the group has another leader, and the former one does not know. */
    private static final String HEARS_SOON = "300";

    private static final String HEARS_LATE = "2000";

    private static final RoundRequest REQUEST = new RoundRequest("a test", "me");

    @TempDir
    Path folder;

    private final RoundBook firsts = new RoundBook();
    private final RoundBook seconds = new RoundBook();

    @Test
    void shouldTrainInTheOneThatLeadsAndSuspendWhenAnotherDoes(KafkaSettings kafka) throws Exception {
        TopicProvisioner.ensure(kafka, PATIENCE);
        CountDownLatch learning = new CountDownLatch(1);
        try (ReleaseLog log = ReleaseLog.open(kafka, EventCodecs.open(kafka));
                TrainerRuntime first =
                        start(named(kafka, "first", HEARS_LATE), 0, firsts, stopOnceIn(Phase.LEARNING, learning))) {
            // given one that leads, with a round under way
            log.append(SmallInputs.live(), PATIENCE);
            await().atMost(PATIENCE).until(first::leads);
            String suspended = first.begin(REQUEST).orElseThrow();
            learning.await();
            try (TrainerRuntime second = start(named(kafka, "second", HEARS_SOON), 1, seconds, _ -> {})) {
                await().atMost(PATIENCE).until(() -> second.problem().isEmpty());
                refuses(second);

                // when it loses the lead
                remove(kafka, "first");

                // then its round is suspended, and the other's is the one that is judged
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(outcome(firsts, suspended)).isEqualTo("suspended"));
                await().atMost(PATIENCE).until(second::leads);
                String other = second.begin(REQUEST).orElseThrow();
                refuses(first);
                await().atMost(PATIENCE).until(() -> outcome(seconds, other).equals("too_small"));
                assertThat(numbers(log)).containsExactly(1, 2);
                assertThat(outcome(firsts, suspended)).isEqualTo("suspended");
            }

            // when it leads again, then it goes on
            remove(kafka, "second");
            await().atMost(PATIENCE).until(() -> outcome(firsts, suspended).equals("too_small"));
            assertThat(numbers(log)).containsExactly(1, 2, 3);
        }
    }

    /** @param seed of its own, or a round that goes on finds its very heads judged */
    private TrainerRuntime start(KafkaSettings kafka, long seed, RoundBook book, Consumer<Progress> observer) {
        return TrainerRuntime.start(
                SmallInputs.settings(
                        kafka,
                        folder.resolve("objects"),
                        folder.resolve(kafka.properties().getOrDefault("group.instance.id", "")),
                        seed),
                book,
                EventCodecs.open(kafka),
                new SmallInputs(),
                () -> {},
                observer);
    }

    private static void refuses(TrainerRuntime trainer) {
        assertThatThrownBy(() -> trainer.begin(REQUEST)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.reason()).isEqualTo(RoundReason.NOT_LEADING);
            assertThat(problem).hasMessageContaining("the trainer at 127.0.0.1 leads");
        });
    }

    private static String outcome(RoundBook book, String id) {
        return book.find(id)
                .flatMap(Progress::outcome)
                .map(Progress.Outcome::kind)
                .orElse("");
    }

    private static List<Integer> numbers(ReleaseLog log) throws Exception {
        log.awaitRead(PATIENCE);
        return log.ofSpace("catalog").stream()
                .map(Release::id)
                .map(ReleaseId::number)
                .toList();
    }

    /** Waits there, the first time, until the thread is interrupted. */
    private static Consumer<Progress> stopOnceIn(Phase phase, CountDownLatch there) {
        return progress -> {
            if (progress.phase() == phase && there.getCount() > 0) {
                there.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    /** A member of its groups under a name, by which it can be removed, and which asks them so often, in milliseconds. */
    private static KafkaSettings named(KafkaSettings kafka, String name, String heartbeat) {
        return new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix(),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.schemaRegistry(),
                Map.of("group.instance.id", name, "session.timeout.ms", "6000", "heartbeat.interval.ms", heartbeat));
    }

    /** As the broker does with one that it has not heard of for too long. */
    private static void remove(KafkaSettings kafka, String name) throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
            admin.removeMembersFromConsumerGroup(
                            kafka.topicPrefix() + "trainer-catalog-leader",
                            new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove(name))))
                    .all()
                    .get();
        }
    }
}
