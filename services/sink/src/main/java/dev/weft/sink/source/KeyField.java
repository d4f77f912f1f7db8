package dev.weft.sink.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads which item a record is about. */
final class KeyField {

    private final Optional<JsonPointer> id;
    private final Optional<JsonPointer> tenant;
    private final TenantId constantTenant;

    KeyField(Optional<JsonPointer> id, Optional<JsonPointer> tenant, TenantId constantTenant) {
        this.id = id;
        this.tenant = tenant;
        this.constantTenant = constantTenant;
    }

    MediaKey read(ConsumerRecord<byte[], byte[]> record, JsonNode value) throws UnreadableRecordException {
        String text = id.isPresent() ? text("key", value, id.get()) : recordKey(record);
        try {
            MediaId mediaId = new MediaId(text);
            return new MediaKey(tenant(value), mediaId);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("invalid_key", e);
        }
    }

    private TenantId tenant(JsonNode value) throws UnreadableRecordException {
        if (tenant.isEmpty()) {
            return constantTenant;
        }
        String text = text("tenant", value, tenant.get());
        try {
            return new TenantId(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("invalid_tenant", e);
        }
    }

    private static String text(String what, JsonNode value, JsonPointer path) throws UnreadableRecordException {
        JsonNode node = value.at(path);
        if (node.isMissingNode() || node.isNull()) {
            throw new UnreadableRecordException("missing_" + what, "there must be a " + what + " at " + path);
        }
        if (!node.isTextual() && !node.isIntegralNumber()) {
            throw new UnreadableRecordException(
                    "invalid_" + what,
                    "the " + what + " at " + path + " must be a text or a whole number, got " + node.getNodeType());
        }
        return node.asText();
    }

    private static String recordKey(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        if (record.key() == null) {
            throw new UnreadableRecordException("missing_key", "the record must have a key: it is the item's id");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(record.key()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableRecordException(
                    "invalid_key", new IllegalArgumentException("the record's key must be UTF-8 text", e));
        }
    }
}
