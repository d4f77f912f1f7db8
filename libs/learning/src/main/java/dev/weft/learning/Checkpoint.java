package dev.weft.learning;

import dev.weft.core.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.CRC32C;

/**
 * A round between two steps, as a file: replaced as a whole, so that a kill leaves the one before or the one after.
 *
 * @param round the hash of the options and the data
 * @param best averaged weights of the best validation; none if there was no validation yet
 * @param baseRanks effective ranks of both sides at the start
 */
record Checkpoint(
        Sha256 round,
        List<float[]> state,
        List<float[]> best,
        int bestStep,
        List<Double> baseRanks,
        List<StepReport> curve) {

    private static final int MAGIC = 0x57_43_4b_31;

    void write(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(round.hex());
            out.writeInt(bestStep);
            writeArrays(out, state);
            writeArrays(out, best);
            out.writeInt(baseRanks.size());
            for (double rank : baseRanks) {
                out.writeDouble(rank);
            }
            out.writeInt(curve.size());
            for (StepReport report : curve) {
                writeReport(out, report);
            }
            CRC32C sum = new CRC32C();
            sum.update(bytes.toByteArray());
            out.writeLong(sum.getValue());
            replace(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new CheckpointException("a checkpoint can't be written to " + file, e);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @throws CheckpointException if the file is damaged or of another round */
    static Checkpoint read(Path file, Sha256 round) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            CRC32C sum = new CRC32C();
            int length = Math.max(0, bytes.length - Long.BYTES);
            sum.update(bytes, 0, length);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            long written = length == 0 ? -1 : ByteBuffer.wrap(bytes).getLong(length);
            if (written != sum.getValue() || in.readInt() != MAGIC) {
                throw new CheckpointException("the checkpoint " + file + " is damaged");
            }
            String owner = in.readUTF();
            if (!owner.equals(round.hex())) {
                throw new CheckpointException(
                        "the checkpoint " + file + " must be of round " + round + ", got " + owner);
            }
            int bestStep = in.readInt();
            List<float[]> state = readArrays(in);
            List<float[]> best = readArrays(in);
            List<Double> ranks = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                ranks.add(in.readDouble());
            }
            List<StepReport> curve = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                curve.add(readReport(in));
            }
            return new Checkpoint(round, state, best, bestStep, ranks, curve);
        } catch (IOException e) {
            throw new CheckpointException("the checkpoint " + file + " can't be read", e);
        }
    }

    private static void writeArrays(DataOutputStream out, List<float[]> arrays) throws IOException {
        out.writeInt(arrays.size());
        for (float[] array : arrays) {
            out.writeInt(array.length);
            ByteBuffer buffer = ByteBuffer.allocate(array.length * Float.BYTES);
            buffer.asFloatBuffer().put(array);
            out.write(buffer.array());
        }
    }

    private static List<float[]> readArrays(DataInputStream in) throws IOException {
        List<float[]> arrays = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            float[] array = new float[in.readInt()];
            FloatBuffer numbers =
                    ByteBuffer.wrap(in.readNBytes(array.length * Float.BYTES)).asFloatBuffer();
            numbers.get(array);
            arrays.add(array);
        }
        return arrays;
    }

    private static void writeReport(DataOutputStream out, StepReport report) throws IOException {
        out.writeInt(report.step());
        out.writeDouble(report.loss());
        out.writeDouble(report.anchor());
        out.writeDouble(report.learningRate());
        out.writeDouble(report.gradientNorm());
        out.writeDouble(report.scale());
        out.writeDouble(report.validation().orElse(Double.NaN));
    }

    private static StepReport readReport(DataInputStream in) throws IOException {
        int step = in.readInt();
        double[] numbers = new double[6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        OptionalDouble validation = Double.isNaN(numbers[5]) ? OptionalDouble.empty() : OptionalDouble.of(numbers[5]);
        return new StepReport(step, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], validation);
    }
}
