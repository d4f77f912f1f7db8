package dev.weft.events;

import dev.weft.core.Feature;
import dev.weft.core.MediaKey;
import dev.weft.core.PartKey;

final class FeatureMapping implements AvroMapping<Feature, dev.weft.schemas.Feature> {

    @Override
    public Class<dev.weft.schemas.Feature> recordClass() {
        return dev.weft.schemas.Feature.class;
    }

    @Override
    public dev.weft.schemas.Feature toAvro(Feature feature) {
        MediaKey media = feature.key().media();
        return new dev.weft.schemas.Feature(
                media.tenant().value(),
                media.id().value(),
                feature.key().part(),
                feature.towerId(),
                AvroWords.toAvro(feature.modality()),
                feature.mediaVersion(),
                feature.vector().dimension(),
                AvroVectors.float16(feature.vector()));
    }

    @Override
    public Feature fromAvro(dev.weft.schemas.Feature avro) {
        return new Feature(
                new PartKey(MediaKey.of(avro.getTenant(), avro.getMediaId()), avro.getPart()),
                avro.getTowerId(),
                AvroWords.fromAvro(avro.getModality()),
                avro.getMediaVersion(),
                AvroVectors.fromFloat16(avro.getVector(), avro.getDimension()));
    }
}
