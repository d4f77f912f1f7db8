package dev.weft.vectorstore.milvus;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Attributes as a JSON value that filters can ask: texts as arrays under {@code t_name}, numbers under {@code n_name}, truth values under
 * {@code f_name}, and under {@code lists} the names of those that were several texts. The type is in the name because servers differ in what they
 * take for equal: to one of them {@code 1} is {@code true}. Texts are {@linkplain SafeText#label labels}; where one is no more than a hash, all
 * attributes are kept a second time, packed, as they were.
 *
 * @param json for filters, at most 64 KiB
 * @param packed empty when the labels tell everything
 */
record StoredAttributes(JsonObject json, String packed) {

    static final String TEXT = "t_";
    static final String NUMERIC = "n_";
    static final String FLAG = "f_";
    private static final String LISTS = "lists";

    /**
     * @param owner for the message
     * @throws IllegalArgumentException if they take more room than a row has
     */
    static StoredAttributes of(Attributes attributes, Object owner) {
        JsonObject labels = json(attributes, SafeText::label);
        boolean hashed = attributes.values().values().stream().anyMatch(StoredAttributes::isHashed);
        String packed = hashed ? pack(json(attributes, SafeText::encode).toString()) : "";
        int bytes = Math.max(labels.toString().getBytes(StandardCharsets.UTF_8).length, packed.length());
        if (bytes > Fields.MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("the attributes of an item may have up to " + Fields.MAX_TEXT_BYTES
                    + " bytes when stored, got " + bytes + " for " + owner);
        }
        return new StoredAttributes(labels, packed);
    }

    Attributes read() {
        JsonObject source =
                packed.isEmpty() ? json : JsonParser.parseString(unpack(packed)).getAsJsonObject();
        Set<String> lists = new HashSet<>();
        if (source.has(LISTS)) {
            source.getAsJsonArray(LISTS).forEach(name -> lists.add(name.getAsString()));
        }
        Map<String, AttributeValue> values = new HashMap<>();
        for (Map.Entry<String, JsonElement> entry : source.entrySet()) {
            if (!entry.getKey().equals(LISTS)) {
                String name = entry.getKey().substring(TEXT.length());
                values.put(name, value(entry.getKey(), entry.getValue(), lists.contains(name)));
            }
        }
        return Attributes.of(values);
    }

    private static AttributeValue value(String key, JsonElement stored, boolean list) {
        if (key.startsWith(NUMERIC)) {
            return AttributeValue.of(stored.getAsDouble());
        }
        if (key.startsWith(FLAG)) {
            return AttributeValue.of(stored.getAsBoolean());
        }
        List<String> texts = new ArrayList<>();
        stored.getAsJsonArray().forEach(text -> texts.add(SafeText.decode(text.getAsString())));
        return list ? AttributeValue.of(texts) : AttributeValue.of(texts.getFirst());
    }

    private static JsonObject json(Attributes attributes, UnaryOperator<String> form) {
        JsonObject json = new JsonObject();
        JsonArray lists = new JsonArray();
        attributes.values().forEach((name, value) -> {
            switch (value) {
                case AttributeValue.Text text -> json.add(TEXT + name, texts(List.of(text.value()), form));
                case AttributeValue.Numeric number -> json.add(NUMERIC + name, new JsonPrimitive(number.value()));
                case AttributeValue.Flag flag -> json.add(FLAG + name, new JsonPrimitive(flag.value()));
                case AttributeValue.Texts several -> {
                    json.add(TEXT + name, texts(several.values(), form));
                    lists.add(name);
                }
            }
        });
        if (!lists.isEmpty()) {
            json.add(LISTS, lists);
        }
        return json;
    }

    private static JsonArray texts(List<String> texts, UnaryOperator<String> form) {
        JsonArray array = new JsonArray(texts.size());
        texts.forEach(text -> array.add(form.apply(text)));
        return array;
    }

    private static boolean isHashed(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text text -> SafeText.isHashed(SafeText.label(text.value()));
            case AttributeValue.Texts several ->
                several.values().stream().anyMatch(text -> SafeText.isHashed(SafeText.label(text)));
            case AttributeValue.Numeric number -> false;
            case AttributeValue.Flag flag -> false;
        };
    }

    private static String pack(String json) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(packed)) {
            deflating.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static String unpack(String packed) {
        byte[] bytes = Base64.getDecoder().decode(packed);
        try (InflaterInputStream inflating = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(inflating.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the packed attributes of a row are damaged", e);
        }
    }
}
