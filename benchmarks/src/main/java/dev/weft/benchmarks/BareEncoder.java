package dev.weft.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.weft.inference.OnnxRuntime;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * The baseline of the import: the demo bundle's image encoder in a bare ONNX Runtime loop on ready tensors. Nothing but {@code session.run} is
 * timed: no decoding, no resizing, no head, no text, no Kafka, no index.
 */
final class BareEncoder implements AutoCloseable {

    private static final int SIDE = 224;
    private static final int NUMBERS = 3 * SIDE * SIDE;
    private static final float[] MEAN = {0.485f, 0.456f, 0.406f};
    private static final float[] STD = {0.229f, 0.224f, 0.225f};

    private final OrtEnvironment environment = OnnxRuntime.environment();
    private final OrtSession session;

    /** With spinning, as ONNX Runtime does by default, when there are several threads. */
    BareEncoder(int threads) throws IOException, OrtException {
        try (InputStream graph =
                        BareEncoder.class.getClassLoader().getResourceAsStream("weft/bundles/demo/image.onnx");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            if (graph == null) {
                throw new IOException("weft/bundles/demo/image.onnx is not on the class path");
            }
            options.setIntraOpNumThreads(threads);
            session = environment.createSession(graph.readAllBytes(), options);
        }
    }

    /** Pictures per second over all pictures, in batches of this size. */
    double picturesPerSecond(List<CatalogPicture> pictures, int batchSize) throws IOException, OrtException {
        long nanos = 0;
        float[] batch = new float[batchSize * NUMBERS];
        for (int start = 0; start < pictures.size(); start += batchSize) {
            int size = Math.min(batchSize, pictures.size() - start);
            for (int i = 0; i < size; i++) {
                fill(batch, i * NUMBERS, pictures.get(start + i).bytes());
            }
            try (OnnxTensor pixels = OnnxTensor.createTensor(
                    environment, FloatBuffer.wrap(batch, 0, size * NUMBERS), new long[] {size, 3, SIDE, SIDE})) {
                long before = System.nanoTime();
                session.run(Map.of("pixel_values", pixels)).close();
                nanos += System.nanoTime() - before;
            }
        }
        return pictures.size() / (nanos / 1e9);
    }

    /** Speed doesn't depend on the pixels' exact values, so the platform's own resize is good enough here. */
    private static void fill(float[] batch, int offset, byte[] file) throws IOException {
        BufferedImage square = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = square.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(ImageIO.read(new ByteArrayInputStream(file)), 0, 0, SIDE, SIDE, null);
        graphics.dispose();
        int[] rgb = square.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
        for (int channel = 0; channel < 3; channel++) {
            int shift = 16 - 8 * channel;
            for (int i = 0; i < rgb.length; i++) {
                float value = ((rgb[i] >> shift) & 0xff) / 255f;
                batch[offset + channel * rgb.length + i] = (value - MEAN[channel]) / STD[channel];
            }
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
