package dev.weft.vectorstore.milvus;

import dev.weft.vectorstore.CollectionSchema;
import dev.weft.vectorstore.VectorStoreException;
import dev.weft.vectorstore.spi.AliasTable;
import dev.weft.vectorstore.spi.Dimensions;
import io.milvus.v2.common.IndexParam;
import io.milvus.v2.service.collection.request.CreateCollectionReq;
import io.milvus.v2.service.collection.request.DescribeCollectionReq;
import io.milvus.v2.service.collection.request.DropCollectionReq;
import io.milvus.v2.service.collection.request.GetLoadStateReq;
import io.milvus.v2.service.collection.request.HasCollectionReq;
import io.milvus.v2.service.collection.request.LoadCollectionReq;
import io.milvus.v2.service.index.request.CreateIndexReq;
import io.milvus.v2.service.index.request.ListIndexesReq;
import io.milvus.v2.service.utility.request.AlterAliasReq;
import io.milvus.v2.service.utility.request.CreateAliasReq;
import io.milvus.v2.service.utility.request.DescribeAliasReq;
import io.milvus.v2.service.utility.request.ListAliasesReq;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** The server's collections and aliases. Every step can be repeated: what a crash left half done is done by the next call. */
final class Catalogue {

    private static final Duration POLL = Duration.ofMillis(50);

    private final MilvusConnection server;
    private final MilvusSettings settings;
    private final Capabilities capabilities;

    /** Named in every call about aliases: there, Milvus 2.3.5 does not heed the connection's. Empty for the default one. */
    private final String database;

    Catalogue(MilvusConnection server, MilvusSettings settings, Capabilities capabilities) {
        this.server = server;
        this.settings = settings;
        this.capabilities = capabilities;
        this.database = settings.database().orElse("");
    }

    /** Those of ours, in the order of their names. */
    List<String> collections() {
        return everyCollection().stream()
                .filter(CollectionInfo::isName)
                .sorted()
                .toList();
    }

    /** The collection of this name, or the one that the alias of this name points at. */
    Optional<String> resolve(String aliasOrCollection) {
        if (CollectionInfo.isName(aliasOrCollection) && everyCollection().contains(aliasOrCollection)) {
            return Optional.of(aliasOrCollection);
        }
        // Asked before, because the SDK logs every error of the server.
        boolean exists = server.call(
                "look for collection " + aliasOrCollection,
                client -> client.hasCollection(HasCollectionReq.builder()
                        .collectionName(aliasOrCollection)
                        .build()));
        if (!exists) {
            return Optional.empty();
        }
        // Not by describing the collection, which some servers give the name that they were asked for.
        return Optional.of(server.call(
                "look for alias " + aliasOrCollection,
                client -> client.describeAlias(DescribeAliasReq.builder()
                                .databaseName(database)
                                .alias(aliasOrCollection)
                                .build())
                        .getCollectionName()));
    }

    /** @param name its own */
    CollectionInfo describe(String name) {
        return CollectionInfo.of(
                name,
                server.call(
                        "describe collection " + name,
                        client -> client.describeCollection(DescribeCollectionReq.builder()
                                .collectionName(name)
                                .build())));
    }

    /** Makes what is missing of the collection, and returns when it can be searched. */
    void create(CollectionSchema schema) {
        String name = schema.name();
        Optional<String> existing = resolve(name);
        if (existing.filter(other -> !other.equals(name)).isPresent()) {
            throw new IllegalArgumentException("'" + name + "' is the name of an alias");
        }
        CollectionInfo info = existing.isPresent() ? describe(name) : createNew(schema);
        Dimensions.requireSame(info.schema(), schema);
        if (!isLoaded(name)) {
            for (IndexParam index : CollectionLayout.indexes(
                    settings.design().index(), capabilities.textIndex(), capabilities.partitionKey())) {
                createIndex(name, index);
            }
            load(name);
        }
    }

    /** @throws IllegalStateException if an alias names it; the servers would let it go */
    void drop(String name) {
        if (!everyCollection().contains(name)) {
            return;
        }
        aliases().requireUnused(name);
        server.run(
                "drop collection " + name,
                client -> client.dropCollection(
                        DropCollectionReq.builder().collectionName(name).build()));
    }

    /** As {@link dev.weft.vectorstore.VectorStore#setAlias}. */
    void setAlias(String alias, String target) {
        AliasTable before = aliases();
        String collection =
                before.with(alias, target, everyCollection()).targets().get(alias);
        server.run("point alias " + alias + " at " + target, client -> {
            if (before.targets().containsKey(alias)) {
                client.alterAlias(AlterAliasReq.builder()
                        .databaseName(database)
                        .alias(alias)
                        .collectionName(collection)
                        .build());
            } else {
                client.createAlias(CreateAliasReq.builder()
                        .databaseName(database)
                        .alias(alias)
                        .collectionName(collection)
                        .build());
            }
        });
    }

    /** Loads the collection if it is not, and returns when it can be searched: some servers start without their collections. */
    void requireLoaded(String name) {
        if (!isLoaded(name)) {
            load(name);
        }
    }

    private CollectionInfo createNew(CollectionSchema schema) {
        MilvusSettings.Design design = settings.design();
        CreateCollectionReq.CollectionSchema layout =
                CollectionLayout.schema(schema.dimension(), design.format(), capabilities.partitionKey());
        var request = CreateCollectionReq.builder()
                .collectionName(schema.name())
                .collectionSchema(layout)
                .numShards(design.shards())
                .consistencyLevel(settings.consistency());
        if (capabilities.partitionKey()) {
            request.numPartitions(design.partitions());
        }
        try {
            server.run("create collection " + schema.name(), client -> client.createCollection(request.build()));
        } catch (VectorStoreException e) {
            // Somebody else may have been faster.
            if (resolve(schema.name()).isEmpty()) {
                throw e;
            }
        }
        return describe(schema.name());
    }

    private void createIndex(String collection, IndexParam index) {
        try {
            server.run(
                    "index field " + index.getFieldName() + " of collection " + collection,
                    client -> client.createIndex(CreateIndexReq.builder()
                            .collectionName(collection)
                            .indexParams(List.of(index))
                            .sync(false)
                            .build()));
        } catch (VectorStoreException e) {
            if (!hasIndex(collection, index.getFieldName())) {
                throw e;
            }
        }
    }

    private boolean hasIndex(String collection, String field) {
        return server
                .call(
                        "list the indexes of " + collection,
                        client -> client.listIndexes(ListIndexesReq.builder()
                                .collectionName(collection)
                                .fieldName(field)
                                .build()))
                .stream()
                .findAny()
                .isPresent();
    }

    private void load(String name) {
        server.run(
                "load collection " + name,
                client -> client.loadCollection(LoadCollectionReq.builder()
                        .collectionName(name)
                        .numReplicas(settings.design().replicas())
                        .sync(false)
                        .build()));
        long deadline = System.nanoTime() + settings.limits().load().toNanos();
        while (!isLoaded(name)) {
            if (System.nanoTime() - deadline > 0) {
                throw new VectorStoreException(
                        "collection " + name + " was not loaded within "
                                + settings.limits().load().toSeconds()
                                + " s; the store's option load_timeout allows more",
                        new TimeoutException());
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new VectorStoreException("was interrupted while collection " + name + " was loaded", e);
            }
        }
    }

    private boolean isLoaded(String name) {
        return server.call(
                "ask whether collection " + name + " is loaded",
                client -> client.getLoadState(
                        GetLoadStateReq.builder().collectionName(name).build()));
    }

    private List<String> everyCollection() {
        return server.call(
                "list collections", client -> client.listCollections().getCollectionNames());
    }

    private AliasTable aliases() {
        TreeMap<String, String> targets = new TreeMap<>();
        for (String collection : collections()) {
            server.call(
                            "list the aliases of " + collection,
                            client -> client.listAliases(ListAliasesReq.builder()
                                            .databaseName(database)
                                            .collectionName(collection)
                                            .build())
                                    .getAlias())
                    .forEach(alias -> targets.put(alias, collection));
        }
        return new AliasTable(targets);
    }
}
