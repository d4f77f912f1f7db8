package dev.weft.vectorstore.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Short texts that are found by the words they share, ranked by BM25; in memory, about twice their size. Thread-safe. */
public final class CaptionIndex implements AutoCloseable {

    private static final String KEY = "key";
    private static final String GROUP = "group";
    private static final String TEXT = "text";

    /** The words of a long text that are looked for. */
    private static final int MAX_WORDS = 32;

    private final Analyzer analyzer = new StandardAnalyzer();
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private CaptionIndex() throws IOException {
        this.writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(analyzer));
        this.searchers = new SearcherManager(writer, null);
    }

    public static CaptionIndex inMemory() {
        try {
            return new CaptionIndex();
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    /**
     * Puts a text in the place of any of the same key; a search sees it at once.
     *
     * @param group only texts of one group are found together, such as a tenant's
     */
    public void put(String group, String key, String text) {
        Document document = new Document();
        document.add(new StringField(KEY, key, Field.Store.YES));
        document.add(new StringField(GROUP, group, Field.Store.NO));
        document.add(new TextField(TEXT, text, Field.Store.NO));
        run(() -> writer.updateDocument(new Term(KEY, key), document));
    }

    public void remove(String key) {
        run(() -> writer.deleteDocuments(new Term(KEY, key)));
    }

    /** The keys of the texts that share the most telling words, best first. */
    public List<String> alike(String group, String text, int limit) {
        return run(() -> {
            searchers.maybeRefreshBlocking();
            IndexSearcher searcher = searchers.acquire();
            try {
                List<String> keys = new ArrayList<>();
                for (ScoreDoc found : searcher.search(query(group, text), limit).scoreDocs) {
                    keys.add(searcher.storedFields()
                            .document(found.doc, Set.of(KEY))
                            .get(KEY));
                }
                return keys;
            } finally {
                searchers.release(searcher);
            }
        });
    }

    private BooleanQuery query(String group, String text) throws IOException {
        BooleanQuery.Builder query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(GROUP, group)), Occur.FILTER)
                .setMinimumNumberShouldMatch(1);
        words(text).forEach(word -> query.add(new TermQuery(new Term(TEXT, word)), Occur.SHOULD));
        return query.build();
    }

    private Set<String> words(String text) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(TEXT, text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (words.size() < MAX_WORDS && tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
        }
        return words;
    }

    @Override
    public void close() {
        run(() -> {
            searchers.close();
            writer.rollback();
            analyzer.close();
            return 0L;
        });
    }

    private static <T> T run(Task<T> task) {
        try {
            return task.run();
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory", e);
        }
    }

    @FunctionalInterface
    private interface Task<T> {
        T run() throws IOException;
    }
}
