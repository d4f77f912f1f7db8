package dev.weft.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The registry was there once, and is gone. */
class RegistryOutageTest {

    private static RegistryServer server;
    private static KafkaSettings settings;
    private static EventCodecs warm;

    @BeforeAll
    static void startRegistryAndEndIt() throws Exception {
        server = RegistryServer.start();
        settings = server.settings("weft.");
        warm = EventCodecs.open(settings);
        server.close();
    }

    @Test
    void shouldGoOnWhenItIsWarm() throws Exception {
        assertThat(warm.media().decode(warm.media().encode(Samples.STORED))).isEqualTo(Samples.STORED);
    }

    @Test
    void shouldAskForAnotherTryWhenAnIdIsNew() {
        // given
        byte[] value = warm.media().encode(Samples.STORED);
        ByteBuffer.wrap(value).putInt(1, 999_999);

        // then (not an UndecodableRecordException, which makes a dead letter)
        assertThatExceptionOfType(SchemaRegistryException.class)
                .isThrownBy(() -> warm.media().decode(value))
                .withMessageContaining(server.address());
    }

    @Test
    void shouldSayWhatIsMissingWhenItStartsCold() {
        assertThatExceptionOfType(SchemaRegistryException.class)
                .isThrownBy(() -> EventCodecs.open(settings))
                .withMessageContaining("weft.schema-registry.url must be reachable")
                .withMessageContaining("ConnectException")
                .withMessageContaining(server.address());
    }
}
