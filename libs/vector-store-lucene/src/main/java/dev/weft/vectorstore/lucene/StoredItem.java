package dev.weft.vectorstore.lucene;

import dev.weft.core.AttributeValue;
import dev.weft.core.Attributes;
import dev.weft.core.Modality;
import dev.weft.core.Sha256;
import dev.weft.vectorstore.Mutation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is kept of an item beside its fields and vectors, as bytes: {@code format, family, attributes, rows}. */
record StoredItem(String family, Attributes attributes, List<Row> rows) {

    private static final int FORMAT = 1;

    record Row(String part, Modality modality, Sha256 contentHash) {}

    static StoredItem of(Mutation.Put put) {
        List<Row> rows = put.rows().stream()
                .map(row -> new Row(row.part(), row.modality(), row.contentHash()))
                .toList();
        return new StoredItem(put.family(), put.attributes(), rows);
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(FORMAT);
        writeText(out, family);
        out.writeInt(attributes.values().size());
        for (Map.Entry<String, AttributeValue> attribute : attributes.values().entrySet()) {
            writeText(out, attribute.getKey());
            writeValue(out, attribute.getValue());
        }
        out.writeInt(rows.size());
        for (Row row : rows) {
            writeText(out, row.part());
            writeText(out, row.modality().wireName());
            writeText(out, row.contentHash().hex());
        }
        return bytes.toByteArray();
    }

    static StoredItem fromBytes(byte[] bytes, int offset, int length) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("a stored item must be of format " + FORMAT + ", got " + format);
        }
        String family = readText(in);
        Map<String, AttributeValue> attributes = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            attributes.put(readText(in), readValue(in));
        }
        List<Row> rows = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            rows.add(new Row(readText(in), Modality.fromWireName(readText(in)), new Sha256(readText(in))));
        }
        return new StoredItem(family, Attributes.of(attributes), rows);
    }

    private static void writeValue(DataOutputStream out, AttributeValue value) throws IOException {
        switch (value) {
            case AttributeValue.Text text -> {
                out.writeByte('s');
                writeText(out, text.value());
            }
            case AttributeValue.Numeric numeric -> {
                out.writeByte('n');
                out.writeDouble(numeric.value());
            }
            case AttributeValue.Flag flag -> {
                out.writeByte('b');
                out.writeBoolean(flag.value());
            }
            case AttributeValue.Texts texts -> {
                out.writeByte('l');
                out.writeInt(texts.values().size());
                for (String text : texts.values()) {
                    writeText(out, text);
                }
            }
        }
    }

    private static AttributeValue readValue(DataInputStream in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case 's' -> AttributeValue.of(readText(in));
            case 'n' -> AttributeValue.of(in.readDouble());
            case 'b' -> AttributeValue.of(in.readBoolean());
            case 'l' -> {
                List<String> texts = new ArrayList<>();
                for (int left = in.readInt(); left > 0; left--) {
                    texts.add(readText(in));
                }
                yield AttributeValue.of(texts);
            }
            default -> throw new IOException("a stored attribute must be of type s, n, b or l, got " + type);
        };
    }

    /** Every char as it is: unpaired surrogates survive, and stored fields are compressed anyway. */
    private static void writeText(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.writeChars(text);
    }

    private static String readText(DataInputStream in) throws IOException {
        char[] chars = new char[in.readInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }
}
