package dev.weft.events.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.weft.core.Release;
import dev.weft.core.ReleaseState;
import dev.weft.events.Broker;
import dev.weft.events.EventCodecs;
import dev.weft.events.KafkaSettings;
import dev.weft.events.leadership.Leadership;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;

/** What only a leader may write, and the leaders change meanwhile. */
class LeadersReleaseLogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaSettings kafka = Broker.topics(3);

    @Test
    void shouldRefuseAFormerLeaderThatHasNotHeardOfTheNextOne() throws Exception {
        // given one that asks the group so rarely that it goes on believing in itself
        KafkaSettings rarely = with(Map.of("session.timeout.ms", "12000", "heartbeat.interval.ms", "5000"));
        try (Leadership former = led(rarely);
                ReleaseLog formers = log(former)) {
            formers.append(candidate(1), PATIENCE);
            try (Admin admin = Admin.create(kafka.clientProperties("test"))) {
                admin.removeMembersFromConsumerGroup(
                                kafka.topicPrefix() + "test-leader", new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
            try (Leadership next = led(kafka);
                    ReleaseLog nexts = log(next)) {
                nexts.append(candidate(2), PATIENCE);
                Release known = nexts.find(candidate(1).id()).orElseThrow();
                assertThat(former.isLeader()).isTrue();

                // when, then
                assertThatThrownBy(() -> formers.append(
                                known.become(ReleaseState.APPROVED, "better", "former", Lives.NOW), PATIENCE))
                        .isInstanceOf(NotLeadingException.class)
                        .hasMessageContaining("doesn't lead any more");
                nexts.awaitRead(PATIENCE);
                assertThat(nexts.find(known.id())).contains(known);
                assertThat(former.isLeader()).isFalse();
                nexts.append(known.become(ReleaseState.REJECTED, "", "next", Lives.NOW), PATIENCE);
            }
        }
    }

    @Test
    void shouldLetTheLeaderWriteOnWhileOthersJoinAndLeaveTheGroup() throws Exception {
        try (Leadership leader = led(kafka);
                ReleaseLog leaders = log(leader)) {
            for (int i = 1; i <= 5; i++) {
                try (Leadership other = new Leadership(kafka, kafka.topicPrefix() + "test", "tests")) {
                    other.start();
                    leaders.append(candidate(2 * i), PATIENCE);
                    await().atMost(PATIENCE).until(() -> other.problem().isEmpty());
                    leaders.append(candidate(2 * i + 1), PATIENCE);
                }
            }
            assertThat(leader.isLeader()).isTrue();
            assertThat(leaders.ofSpace("catalog")).hasSize(10);
        }
    }

    @Test
    void shouldRefuseWhoHasNeverLed() {
        try (Leadership idle = new Leadership(kafka, kafka.topicPrefix() + "test", "tests");
                ReleaseLog log = log(idle)) {
            assertThatThrownBy(() -> log.append(candidate(1), PATIENCE)).isInstanceOf(NotLeadingException.class);
            assertThat(log.ofSpace("catalog")).isEmpty();
        }
    }

    private static Release candidate(int number) {
        return Lives.release(number, ReleaseState.CANDIDATE);
    }

    private ReleaseLog log(Leadership leadership) {
        return ReleaseLog.openForLeader(kafka, EventCodecs.open(kafka), leadership);
    }

    private static Leadership led(KafkaSettings settings) {
        Leadership leadership = new Leadership(settings, settings.topicPrefix() + "test", "tests");
        leadership.start();
        await().atMost(PATIENCE).until(leadership::isLeader);
        return leadership;
    }

    private KafkaSettings with(Map<String, String> properties) {
        return new KafkaSettings(
                kafka.bootstrapServers(),
                kafka.topicPrefix(),
                kafka.partitions(),
                kafka.replicationFactor(),
                kafka.schemaRegistry(),
                properties);
    }
}
