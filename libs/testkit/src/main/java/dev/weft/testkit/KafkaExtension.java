package dev.weft.testkit;

import dev.weft.events.KafkaSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link KafkaSettings} parameter: the address of a real broker, which all tests of the JVM share, and a topic prefix that
 * no other test has. The topics are left to the test: {@code TopicProvisioner.ensure(settings, timeout)}.
 *
 * <pre>{@code
 * @ExtendWith(KafkaExtension.class)
 * class SinkTest {
 *     @Test
 *     void shouldIndexWhenEmbedded(KafkaSettings kafka) { ... }
 * }
 * }</pre>
 */
public final class KafkaExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaSettings.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.create(KafkaExtension.class, context.getUniqueId()))
                .computeIfAbsent(KafkaSettings.class, key -> TestBroker.freshSettings());
    }
}
