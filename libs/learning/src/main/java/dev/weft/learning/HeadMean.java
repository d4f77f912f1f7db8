package dev.weft.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Heads that were learnt alike, but for their seed, as one that adds the mean of what they have learnt: a head whose hidden units are all of theirs. Such
 * a mean errs less than any of them, as their errors differ (deep ensembles, Lakshminarayanan et al. 2017). For one thread.
 */
final class HeadMean {

    private final List<TrainedHead> heads;
    private final List<Map<String, float[]>> weights;
    private final HeadShape shape;

    private HeadMean(List<TrainedHead> heads) {
        TrainedHead first = heads.getFirst();
        for (TrainedHead head : heads) {
            if (head.modality() != first.modality()
                    || head.shape().kind() != first.shape().kind()
                    || head.input() != first.input()
                    || head.output() != first.output()
                    || head.dial() != first.dial()
                    || !Arrays.equals(head.mean(), first.mean())) {
                throw new IllegalArgumentException("heads must differ by what they have learnt only, got "
                        + first.modality() + " " + first.shape() + " and " + head.modality() + " " + head.shape());
            }
        }
        this.heads = heads;
        this.weights = heads.stream().map(HeadMean::byName).toList();
        int hidden = heads.stream().mapToInt(head -> head.shape().hidden()).sum();
        this.shape = new HeadShape(first.shape().kind(), first.input(), hidden, first.output());
    }

    /**
     * Their mean.
     *
     * @throws IllegalArgumentException if there is none, or they differ by more than what they have learnt
     */
    static TrainedHead of(List<TrainedHead> heads) {
        if (heads.isEmpty()) {
            throw new IllegalArgumentException("a mean needs at least 1 head, got none");
        }
        return heads.size() == 1 ? heads.getFirst() : new HeadMean(heads).head();
    }

    private static Map<String, float[]> byName(TrainedHead head) {
        Map<String, float[]> named = new HashMap<>();
        List<HeadShape.Weight> layers = head.shape().weights();
        for (int i = 0; i < layers.size(); i++) {
            named.put(layers.get(i).name(), head.weights().get(i));
        }
        return named;
    }

    private TrainedHead head() {
        List<float[]> merged = new ArrayList<>();
        for (HeadShape.Weight layer : shape.weights()) {
            merged.add(
                    switch (layer.name()) {
                        // Each head's own scale and offset are in its first layer now.
                        case "norm.weight" -> filled(layer.size(), 1);
                        case "norm.bias" -> filled(layer.size(), 0);
                        case "a.weight", "b.weight" -> sideBySide(layer, HeadMean::scaled);
                        case "a.bias", "b.bias" -> sideBySide(layer, HeadMean::offset);
                        case "c.weight" -> beneathEachOther(layer);
                        case "c.bias" -> mean(layer, shape.kind().linear() ? HeadMean::withLinearOffset : HeadMean::of);
                        case "d.weight" -> mean(layer, HeadMean::scaled);
                        case "w.weight" -> mean(layer, HeadMean::of);
                        default -> throw new IllegalStateException("a mean of " + layer.name() + " is not known");
                    });
        }
        TrainedHead first = heads.getFirst();
        return new TrainedHead(first.modality(), shape, first.mean(), merged, first.dial());
    }

    private static float[] filled(int size, float value) {
        float[] all = new float[size];
        Arrays.fill(all, value);
        return all;
    }

    /** A matrix behind the norm, as it is behind a norm without scale. */
    private static float[] scaled(Map<String, float[]> head, String name) {
        float[] scale = of(head, "norm.weight");
        float[] matrix = of(head, name).clone();
        int columns = matrix.length / scale.length;
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] *= scale[i / columns];
        }
        return matrix;
    }

    /** An offset behind the norm, as it is behind a norm without offset. */
    private static float[] offset(Map<String, float[]> head, String name) {
        return offset(head, of(head, name), of(head, name.replace(".bias", ".weight")));
    }

    /** The last layer's offset, with what the norm's offset adds through the linear layer, which has none of its own. */
    private static float[] withLinearOffset(Map<String, float[]> head, String name) {
        return offset(head, of(head, name), of(head, "d.weight"));
    }

    private static float[] offset(Map<String, float[]> head, float[] own, float[] matrix) {
        float[] shift = of(head, "norm.bias");
        float[] offset = own.clone();
        for (int column = 0; column < offset.length; column++) {
            double sum = offset[column];
            for (int row = 0; row < shift.length; row++) {
                sum += (double) shift[row] * matrix[row * offset.length + column];
            }
            offset[column] = (float) sum;
        }
        return offset;
    }

    private float[] sideBySide(HeadShape.Weight layer, BiFunction<Map<String, float[]>, String, float[]> own) {
        float[] all = new float[layer.size()];
        int from = 0;
        for (Map<String, float[]> head : weights) {
            float[] part = own.apply(head, layer.name());
            int columns = part.length / layer.rows();
            for (int row = 0; row < layer.rows(); row++) {
                System.arraycopy(part, row * columns, all, row * layer.columns() + from, columns);
            }
            from += columns;
        }
        return all;
    }

    private float[] beneathEachOther(HeadShape.Weight layer) {
        float[] all = new float[layer.size()];
        int from = 0;
        for (Map<String, float[]> head : weights) {
            for (float value : of(head, layer.name())) {
                all[from++] = value / heads.size();
            }
        }
        return all;
    }

    private float[] mean(HeadShape.Weight layer, BiFunction<Map<String, float[]>, String, float[]> own) {
        List<float[]> parts =
                weights.stream().map(head -> own.apply(head, layer.name())).toList();
        float[] all = new float[layer.size()];
        for (int i = 0; i < all.length; i++) {
            double sum = 0;
            for (float[] part : parts) {
                sum += part[i];
            }
            all[i] = (float) (sum / heads.size());
        }
        return all;
    }

    private static float[] of(Map<String, float[]> head, String name) {
        float[] values = head.get(name);
        if (values == null) {
            throw new IllegalStateException("a head must have " + name);
        }
        return values;
    }
}
