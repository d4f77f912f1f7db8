package dev.weft.vectorstore.milvus;

import dev.weft.core.Attributes;
import dev.weft.core.MediaKey;
import dev.weft.core.Modality;
import dev.weft.core.ReleaseId;
import dev.weft.core.Sha256;
import dev.weft.vectorstore.Mutation;
import dev.weft.vectorstore.VectorRow;
import dev.weft.vectorstore.VectorStoreException;
import io.milvus.v2.common.ConsistencyLevel;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.common.IndexParam.IndexType;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.index.request.DescribeIndexReq;
import io.milvus.v2.service.utility.request.FlushReq;
import io.milvus.v2.service.vector.request.QueryReq;
import io.milvus.v2.service.vector.request.SearchReq;
import io.milvus.v2.service.vector.response.SearchResp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries on scratch collections, which it drops again, what servers differ in. A version number would not do: forks and embedded servers carry
 * numbers of their own.
 */
final class CapabilityProbe {

    private static final Logger LOG = LoggerFactory.getLogger(CapabilityProbe.class);

    private static final int DIMENSION = 8;

    /** Fewer are searched without an index. */
    private static final int ROWS_WORTH_AN_INDEX = 1200;

    /** Of a cosine of vectors of 2-byte numbers. */
    private static final float ROUNDING = 0.01f;

    private static final Duration INDEX_POLL = Duration.ofMillis(250);
    private static final int INDEX_POLLS = 40;

    /** Enough tenants for a misrouted one to be likely, not in the order of their keys. */
    private static final List<String> TENANTS = List.of("t5", "t2", "t8", "t1", "t7", "t3", "t6", "t4");

    private final MilvusConnection server;
    private final MilvusSettings.Design design;
    private final Clock clock;

    CapabilityProbe(MilvusConnection server, MilvusSettings.Design design, Clock clock) {
        this.server = server;
        this.design = design;
        this.clock = clock;
    }

    /** @throws VectorStoreException if the server does not even tell its version */
    Capabilities run() {
        String version = server.call("ask for the server's version", client -> client.getServerVersion());
        worked("drop what crashed processes left", this::dropLeftOvers);
        try {
            // Takes seconds, so only where it matters.
            boolean halfVectors = design.format() == VectorFormat.FLOAT16
                    && gave("store 2-byte numbers", () -> withScratch(VectorFormat.FLOAT16, false, this::indexHalves));
            return withScratch(VectorFormat.FLOAT, true, scratch -> tryRows(version, halfVectors, scratch));
        } catch (VectorStoreException e) {
            LOG.warn("could not try out what Milvus {} does, so assume little: {}", version, e.getMessage());
            return Capabilities.unknown(version, String.valueOf(e.getMessage()));
        }
    }

    private Capabilities tryRows(String version, boolean halfVectors, String scratch) {
        Optional<IndexType> textIndex = Stream.of(IndexType.INVERTED, IndexType.TRIE)
                .filter(type -> worked("index", () -> createIndex(scratch, CollectionLayout.text(Fields.ITEM, type))))
                .findFirst();
        indexVectors(scratch);
        server.run(
                "load " + scratch,
                client -> client.loadCollection(
                        LoadCollectionReq.builder().collectionName(scratch).build()));
        RowWriter writer = new RowWriter(DIMENSION, VectorFormat.FLOAT, clock);
        server.upsert(
                "write to " + scratch,
                scratch,
                TENANTS.stream()
                        .map(tenant -> writer.rows(item(tenant)).make().get())
                        .flatMap(Collection::stream)
                        .toList(),
                VectorFormat.FLOAT);
        List<String> sorted = TENANTS.stream().sorted().toList();
        boolean partitionKey = sorted.stream()
                .allMatch(tenant -> find(scratch, Fields.TENANT + " == \"" + tenant + "\"", TENANTS.size())
                        .equals(List.of(tenant)));
        List<String> firstThree = find(scratch, Fields.KEY + " > \"" + RowKey.beforeItems() + "\"", 3).stream()
                .sorted()
                .toList();
        return new Capabilities(
                version,
                partitionKey,
                halfVectors,
                textIndex,
                firstThree.equals(sorted.subList(0, 3)),
                Optional.empty());
    }

    /**
     * What was just written must be found, and the index be built: one server gives senseless scores before a segment is closed, and takes the order to
     * build a graph and never does it.
     */
    private boolean indexHalves(String scratch) {
        indexVectors(scratch);
        server.run(
                "load " + scratch,
                client -> client.loadCollection(
                        LoadCollectionReq.builder().collectionName(scratch).build()));
        // Few rows first: they are searched in another way than those of a closed segment.
        writeHalves(scratch, 0, TENANTS.size());
        if (!findsItself(scratch)) {
            return false;
        }
        writeHalves(scratch, TENANTS.size(), ROWS_WORTH_AN_INDEX);
        server.run(
                "flush " + scratch,
                client -> client.flush(
                        FlushReq.builder().collectionNames(List.of(scratch)).build()));
        for (int i = 0; i < INDEX_POLLS; i++) {
            var state = server.call(
                            "ask for the index of " + scratch,
                            client -> client.describeIndex(DescribeIndexReq.builder()
                                    .collectionName(scratch)
                                    .fieldName(Fields.VECTOR)
                                    .build()))
                    .getIndexDescriptions()
                    .getFirst();
            if (state.getIndexedRows() >= ROWS_WORTH_AN_INDEX) {
                return true;
            }
            LockSupport.parkNanos(INDEX_POLL.toNanos());
        }
        return false;
    }

    private void writeHalves(String scratch, int from, int to) {
        RowWriter writer = new RowWriter(DIMENSION, VectorFormat.FLOAT16, clock);
        server.upsert(
                "write to " + scratch,
                scratch,
                IntStream.range(from, to)
                        .mapToObj(i -> writer.rows(item("t" + i)).make().get())
                        .flatMap(Collection::stream)
                        .toList(),
                VectorFormat.FLOAT16);
    }

    /** Whether the best hit for a row's own vector is the row, with the score that it must have. */
    private boolean findsItself(String scratch) {
        List<SearchResp.SearchResult> hits = server.call(
                        "search " + scratch,
                        client -> client.search(SearchReq.builder()
                                .collectionName(scratch)
                                .annsField(Fields.VECTOR)
                                .metricType(IndexParam.MetricType.COSINE)
                                .data(List.of(Vectors.query(Vectors.filler("t1", DIMENSION), VectorFormat.FLOAT16)))
                                .filter(RowKind.PART.condition())
                                .limit(1)
                                .outputFields(List.of(Fields.TENANT))
                                .searchParams(design.index().searchParameters(1))
                                .consistencyLevel(ConsistencyLevel.STRONG)
                                .build()))
                .getSearchResults()
                .getFirst();
        return hits.stream()
                .anyMatch(hit -> RowReader.text(hit.getEntity(), Fields.TENANT).equals("t1")
                        && Math.abs(hit.getScore() - 1) < ROUNDING);
    }

    private void indexVectors(String scratch) {
        createIndex(
                scratch,
                CollectionLayout.indexes(design.index(), Optional.empty(), true).getFirst());
    }

    private void createIndex(String scratch, IndexParam param) {
        server.run(
                "index " + scratch,
                client -> client.createIndex(CreateIndexReq.builder()
                        .collectionName(scratch)
                        .indexParams(List.of(param))
                        .sync(false)
                        .build()));
    }

    private List<String> find(String scratch, String filter, int limit) {
        return server
                .call(
                        "query " + scratch,
                        client -> client.query(QueryReq.builder()
                                .collectionName(scratch)
                                .filter(filter)
                                .outputFields(List.of(Fields.TENANT))
                                .consistencyLevel(ConsistencyLevel.STRONG)
                                .limit(limit)
                                .build()))
                .getQueryResults()
                .stream()
                .map(row -> RowReader.text(row.getEntity(), Fields.TENANT))
                .toList();
    }

    private interface Trial<T> {
        T on(String scratch);
    }

    private <T> T withScratch(VectorFormat format, boolean partitionKey, Trial<T> trial) {
        String scratch = ScratchName.of(clock.instant());
        var request = CreateCollectionReq.builder()
                .collectionName(scratch)
                .collectionSchema(CollectionLayout.schema(DIMENSION, format, partitionKey))
                .numShards(1);
        if (partitionKey) {
            request.numPartitions(4);
        }
        try {
            server.run("create " + scratch, client -> client.createCollection(request.build()));
            return trial.on(scratch);
        } finally {
            drop(scratch);
        }
    }

    private void dropLeftOvers() {
        server.call("list collections", client -> client.listCollections().getCollectionNames()).stream()
                .filter(name -> ScratchName.isLeftOver(name, clock.instant()))
                .forEach(this::drop);
    }

    private void drop(String scratch) {
        worked(
                "drop " + scratch,
                () -> server.run(
                        "drop " + scratch,
                        client -> client.dropCollection(DropCollectionReq.builder()
                                .collectionName(scratch)
                                .build())));
    }

    private static boolean worked(String what, Runnable attempt) {
        return gave(what, () -> {
            attempt.run();
            return true;
        });
    }

    private static boolean gave(String what, BooleanSupplier attempt) {
        try {
            return attempt.getAsBoolean();
        } catch (VectorStoreException e) {
            LOG.debug("the server did not {}", what, e);
            return false;
        }
    }

    private static Mutation item(String tenant) {
        VectorRow row =
                new VectorRow("image", Modality.IMAGE, Sha256.ofText(tenant), Vectors.filler(tenant, DIMENSION));
        return new Mutation.Put(
                MediaKey.of(tenant, "probe"), 1, new ReleaseId("probe", 1), "probe", Attributes.NONE, List.of(row));
    }
}
