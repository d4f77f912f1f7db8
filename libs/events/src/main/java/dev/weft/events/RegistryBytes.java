package dev.weft.events;

import dev.weft.events.UndecodableRecordException.Reason;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * With a registry: a Kafka serde of its vendor does the work, loaded by name so that nothing here depends on it. Apicurio's is the default;
 * {@code weft.kafka.properties.value.serializer} and {@code .value.deserializer} name another, such as Confluent's.
 */
final class RegistryBytes implements RecordBytes {

    private static final String SERIALIZER = "value.serializer";
    private static final String DESERIALIZER = "value.deserializer";

    private final Serializer<Object> serializer;
    private final Deserializer<Object> deserializer;

    private RegistryBytes(Serializer<Object> serializer, Deserializer<Object> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    @SuppressWarnings("unchecked") // Avro serdes take and give any record
    static RegistryBytes open(KafkaSettings settings, URI url) {
        Map<String, String> configured = settings.properties();
        Serializer<Object> serializer = (Serializer<Object>) instance(
                Serializer.class,
                configured.getOrDefault(SERIALIZER, "io.apicurio.registry.serde.avro.AvroKafkaSerializer"));
        Deserializer<Object> deserializer = (Deserializer<Object>) instance(
                Deserializer.class,
                configured.getOrDefault(DESERIALIZER, "io.apicurio.registry.serde.avro.AvroKafkaDeserializer"));
        Map<String, Object> properties = properties(settings, url);
        serializer.configure(properties, false);
        deserializer.configure(properties, false);
        return new RegistryBytes(serializer, deserializer);
    }

    /** Each vendor reads its own keys and ignores the other's. */
    private static Map<String, Object> properties(KafkaSettings settings, URI url) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("apicurio.registry.url", url.toString());
        properties.put("apicurio.registry.auto-register", "true");
        properties.put("apicurio.registry.find-latest", "false");
        properties.put("apicurio.registry.use-specific-avro-reader", "true");
        properties.put(
                "apicurio.registry.artifact-resolver-strategy", "io.apicurio.registry.serde.strategy.TopicIdStrategy");
        properties.put("schema.registry.url", url.toString());
        properties.put("specific.avro.reader", "true");
        properties.putAll(settings.properties());
        return properties;
    }

    private static <T> T instance(Class<T> type, String className) {
        try {
            return type.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "weft.schema-registry.url needs the registry's serde on the class path, got no " + className, e);
        }
    }

    @Override
    public byte[] write(String topic, SpecificRecord value) {
        return serializer.serialize(topic, value);
    }

    @Override
    public <R extends SpecificRecord> R read(String topic, Class<R> type, byte[] value)
            throws UndecodableRecordException {
        try {
            return type.cast(deserializer.deserialize(topic, value));
        } catch (SerializationException | ClassCastException e) {
            throw new UndecodableRecordException(
                    Reason.MALFORMED_AVRO, "the registry's deserializer refuses the bytes: " + e.getMessage(), e);
        }
    }
}
