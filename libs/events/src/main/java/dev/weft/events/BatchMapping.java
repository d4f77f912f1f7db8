package dev.weft.events;

import dev.weft.core.ContrastiveBatch;
import dev.weft.core.PartKey;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.schemas.HardNegative;
import dev.weft.schemas.NegativeSource;
import dev.weft.schemas.PairMask;
import dev.weft.schemas.TrainingPair;

final class BatchMapping implements AvroMapping<ContrastiveBatch, dev.weft.schemas.ContrastiveBatch> {

    @Override
    public Class<dev.weft.schemas.ContrastiveBatch> recordClass() {
        return dev.weft.schemas.ContrastiveBatch.class;
    }

    @Override
    public dev.weft.schemas.ContrastiveBatch toAvro(ContrastiveBatch batch) {
        return new dev.weft.schemas.ContrastiveBatch(
                batch.id(),
                batch.release().toString(),
                batch.snapshotAt(),
                batch.configHash().hex(),
                batch.pairs().stream().map(BatchMapping::toAvro).toList(),
                batch.negatives().stream().map(BatchMapping::toAvro).toList(),
                batch.masks().stream()
                        .map(mask -> new PairMask(mask.first(), mask.second()))
                        .toList());
    }

    private static TrainingPair toAvro(ContrastiveBatch.Pair pair) {
        return new TrainingPair(
                pair.media().toString(),
                AvroWords.toAvro(pair.modality()),
                AvroTextSides.part(pair.text()),
                AvroTextSides.query(pair.text()),
                pair.family(),
                pair.weight(),
                pair.cluster());
    }

    private static HardNegative toAvro(ContrastiveBatch.Negative negative) {
        return new HardNegative(
                negative.pair(),
                negative.part().toString(),
                AvroWords.toAvro(negative.modality()),
                negative.family(),
                negative.weight(),
                NegativeSource.valueOf(negative.source().name()));
    }

    @Override
    public ContrastiveBatch fromAvro(dev.weft.schemas.ContrastiveBatch avro) {
        return new ContrastiveBatch(
                avro.getId(),
                ReleaseId.parse(avro.getRelease()),
                avro.getSnapshotAt(),
                new Sha256(avro.getConfigHash()),
                avro.getPairs().stream().map(BatchMapping::fromAvro).toList(),
                avro.getNegatives().stream().map(BatchMapping::fromAvro).toList(),
                avro.getMasks().stream()
                        .map(mask -> new ContrastiveBatch.Mask(mask.getFirst(), mask.getSecond()))
                        .toList());
    }

    private static ContrastiveBatch.Pair fromAvro(TrainingPair avro) {
        return new ContrastiveBatch.Pair(
                PartKey.parse(avro.getMedia()),
                AvroWords.fromAvro(avro.getModality()),
                AvroTextSides.of(avro.getTextPart(), avro.getQueryText()),
                avro.getFamily(),
                avro.getWeight(),
                avro.getCluster());
    }

    private static ContrastiveBatch.Negative fromAvro(HardNegative avro) {
        return new ContrastiveBatch.Negative(
                avro.getPair(),
                PartKey.parse(avro.getPart()),
                AvroWords.fromAvro(avro.getModality()),
                avro.getFamily(),
                avro.getWeight(),
                ContrastiveBatch.Source.valueOf(avro.getSource().name()));
    }
}
