package dev.weft.events.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weft.events.Broker;
import dev.weft.events.KafkaSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeadershipTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaSettings kafka = Broker.topics(3);

    @Test
    void shouldHaveOneLeaderAndAnotherWhenItLeaves() throws Exception {
        try (Leadership first = started();
                Leadership second = new Leadership(kafka, kafka.topicPrefix() + "test", "tests")) {
            // given
            await().atMost(PATIENCE).until(first::isLeader);
            second.start();
            await().atMost(PATIENCE).until(() -> second.problem().isEmpty());
            assertThat(first.isLeader()).isTrue();
            assertThat(second.isLeader()).isFalse();
            assertThat(second.mandate()).isEmpty();
            assertThat(second.leader()).contains("127.0.0.1");

            // when
            first.close();

            // then
            await().atMost(PATIENCE).until(second::isLeader);
            assertThat(first.isLeader()).isFalse();
            assertThat(second.mandate()).isPresent();
        }
    }

    @Test
    void shouldSayThatNobodyLeadsWhenNobodyDoes() throws Exception {
        try (Leadership idle = new Leadership(kafka, kafka.topicPrefix() + "test", "tests")) {
            assertThat(idle.leader()).isEmpty();
            assertThat(idle.problem()).hasValueSatisfying(why -> assertThat(why).contains("not a member"));
        }
    }

    private Leadership started() {
        Leadership leadership = new Leadership(kafka, kafka.topicPrefix() + "test", "tests");
        leadership.start();
        return leadership;
    }
}
