package dev.weft.events;

import dev.weft.core.MediaId;
import dev.weft.core.MediaKey;
import dev.weft.core.Neighbours;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.core.TenantId;
import dev.weft.schemas.NegativeCandidate;
import dev.weft.schemas.NeighbourPlace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class NeighboursMapping implements AvroMapping<Neighbours, dev.weft.schemas.Neighbours> {

    @Override
    public Class<dev.weft.schemas.Neighbours> recordClass() {
        return dev.weft.schemas.Neighbours.class;
    }

    @Override
    public dev.weft.schemas.Neighbours toAvro(Neighbours neighbours) {
        return new dev.weft.schemas.Neighbours(
                neighbours.anchor(),
                neighbours.release().toString(),
                neighbours.snapshotAt(),
                neighbours.configHash().hex(),
                neighbours.positive(),
                neighbours.candidates().stream().map(NeighboursMapping::toAvro).toList());
    }

    private static NegativeCandidate toAvro(Neighbours.Candidate candidate) {
        return new NegativeCandidate(
                candidate.item().id().value(),
                toAvro(candidate.imageToText()),
                toAvro(candidate.textToImage()),
                toAvro(candidate.imageToImage()),
                toAvro(candidate.textToText()),
                candidate.verdict());
    }

    private static @Nullable NeighbourPlace toAvro(Optional<Neighbours.Place> place) {
        return place.map(found -> new NeighbourPlace(found.rank(), found.score()))
                .orElse(null);
    }

    @Override
    public Neighbours fromAvro(dev.weft.schemas.Neighbours avro) {
        String anchor = avro.getAnchor();
        int slash = anchor.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("an anchor's id must start with tenant/mediaId, got no '/'");
        }
        TenantId tenant = new TenantId(anchor.substring(0, slash));
        return new Neighbours(
                anchor,
                ReleaseId.parse(avro.getRelease()),
                avro.getSnapshotAt(),
                new Sha256(avro.getConfigHash()),
                avro.getPositive(),
                avro.getCandidates().stream()
                        .map(candidate -> fromAvro(tenant, candidate))
                        .toList());
    }

    private static Neighbours.Candidate fromAvro(TenantId tenant, NegativeCandidate avro) {
        return new Neighbours.Candidate(
                new MediaKey(tenant, new MediaId(avro.getMediaId())),
                fromAvro(avro.getImageToText()),
                fromAvro(avro.getTextToImage()),
                fromAvro(avro.getImageToImage()),
                fromAvro(avro.getTextToText()),
                avro.getVerdict());
    }

    private static Optional<Neighbours.Place> fromAvro(@Nullable NeighbourPlace avro) {
        return Optional.ofNullable(avro).map(place -> new Neighbours.Place(place.getRank(), place.getScore()));
    }
}
