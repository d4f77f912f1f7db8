package dev.weft.trainer.pool;

import dev.weft.learning.Side;
import dev.weft.learning.TrainingData;
import dev.weft.learning.TrainingPair;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a round learns from and watches itself by.
 *
 * @param media rows of pictures or sounds, those of the catalog first
 * @param texts rows of texts, those of the catalog first
 * @param data of families in the split train
 * @param validation pairs of families in the split calibration
 * @param counts how many of what there are, and how many were left out by which reason
 */
public record TrainingPool(
        Side media, Side texts, TrainingData data, List<TrainingPair> validation, SortedMap<String, Integer> counts) {

    public TrainingPool {
        validation = List.copyOf(validation);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
