package dev.weft.trainer.model;

import dev.weft.learning.FeatureRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a matrix of float16 or float32 rows in NumPy's format, version 1 ({@code .npy}; NEP 1). */
final class NumpyRows {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '<f([24])', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,6})\\), \\}\\s*");

    private NumpyRows() {}

    /** @throws IOException if it is no such matrix, or ends too early */
    static FeatureRows read(InputStream stream, String name) throws IOException {
        byte[] magic = stream.readNBytes(MAGIC.length);
        byte[] length = stream.readNBytes(Short.BYTES);
        if (!Arrays.equals(magic, MAGIC) || length.length < Short.BYTES) {
            throw new IOException(name + " must be a NumPy file of version 1");
        }
        int headerBytes = Short.toUnsignedInt(
                ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getShort());
        String header = new String(stream.readNBytes(headerBytes), StandardCharsets.ISO_8859_1);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IOException(name + " must hold rows of little-endian float16 or float32 numbers");
        }
        boolean half = matcher.group(1).equals("2");
        int rows = Integer.parseInt(matcher.group(2));
        int dimension = Integer.parseInt(matcher.group(3));
        int rowBytes = dimension * (half ? Short.BYTES : Float.BYTES);
        float[][] vectors = new float[rows][dimension];
        for (float[] vector : vectors) {
            byte[] bytes = stream.readNBytes(rowBytes);
            if (bytes.length < rowBytes) {
                throw new IOException(
                        name + " must have " + rows + " rows of " + dimension + " numbers, and ends before");
            }
            ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < dimension; i++) {
                vector[i] = half ? Float.float16ToFloat(numbers.getShort()) : numbers.getFloat();
            }
        }
        return FeatureRows.of(vectors);
    }
}
