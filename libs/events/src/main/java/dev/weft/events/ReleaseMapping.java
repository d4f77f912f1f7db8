package dev.weft.events;

import dev.weft.core.Artifact;
import dev.weft.core.Modality;
import dev.weft.core.Release;
import dev.weft.core.ReleaseId;
import dev.weft.core.ReleaseState;
import dev.weft.core.Sha256;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

final class ReleaseMapping implements AvroMapping<Release, dev.weft.schemas.Release> {

    @Override
    public Class<dev.weft.schemas.Release> recordClass() {
        return dev.weft.schemas.Release.class;
    }

    @Override
    public dev.weft.schemas.Release toAvro(Release release) {
        Release.Contents contents = release.contents();
        Release.Standing standing = release.standing();
        return new dev.weft.schemas.Release(
                release.id().space(),
                release.id().number(),
                release.parent().map(ReleaseId::number).orElse(null),
                release.revision(),
                dev.weft.schemas.ReleaseState.valueOf(standing.state().name()),
                contents.bundle(),
                named(contents.towers(), tower -> tower),
                contents.dimension(),
                named(contents.heads(), ReleaseMapping::toAvro),
                values(release.files(), ReleaseMapping::toAvro),
                release.metrics(),
                standing.reason(),
                standing.by(),
                standing.forced().orElse(""),
                standing.progress().done(),
                standing.progress().total(),
                release.createdAt(),
                standing.since());
    }

    @Override
    public Release fromAvro(dev.weft.schemas.Release avro) {
        ReleaseId id = new ReleaseId(avro.getSpace(), avro.getNumber());
        return new Release(
                id,
                Optional.ofNullable(avro.getParent()).map(number -> new ReleaseId(id.space(), number)),
                avro.getRevision(),
                new Release.Contents(
                        avro.getBundle(),
                        byModality(avro.getTowers(), tower -> tower),
                        avro.getDimension(),
                        byModality(avro.getHeads(), ReleaseMapping::fromAvro)),
                new TreeMap<>(values(avro.getFiles(), ReleaseMapping::fromAvro)),
                new TreeMap<>(avro.getMetrics()),
                new Release.Standing(
                        ReleaseState.valueOf(avro.getState().name()),
                        avro.getReason(),
                        avro.getBy(),
                        Optional.of(avro.getForced()).filter(why -> !why.isEmpty()),
                        new Release.Progress(avro.getDoneItems(), avro.getTotalItems()),
                        avro.getChangedAt()),
                avro.getCreatedAt());
    }

    private static dev.weft.schemas.Artifact toAvro(Artifact artifact) {
        return new dev.weft.schemas.Artifact(
                artifact.uri().toString(), artifact.sha256().hex(), artifact.sizeBytes());
    }

    private static Artifact fromAvro(dev.weft.schemas.Artifact avro) {
        return new Artifact(URI.create(avro.getUri()), new Sha256(avro.getSha256()), avro.getSizeBytes());
    }

    private static <A, B> Map<String, B> named(Map<Modality, A> map, Function<A, B> value) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().wireName(), entry -> value.apply(entry.getValue())));
    }

    private static <A, B> SortedMap<Modality, B> byModality(Map<String, A> map, Function<A, B> value) {
        SortedMap<Modality, B> result = new TreeMap<>();
        map.forEach((name, one) -> result.put(Modality.fromWireName(name), value.apply(one)));
        return result;
    }

    private static <A, B> Map<String, B> values(Map<String, A> map, Function<A, B> value) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> value.apply(entry.getValue())));
    }
}
