import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.*;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * Lucene on the same units: `java -cp JAR Rival.java plain|tuned DOCUMENTS QUERIES`.
 *
 * The first line of DOCUMENTS names the fields as `name=boost`, the others are `id<TAB>field…`; QUERIES
 * has a text a line. Prints its version, then the ids of the best twenty, one line a query. Words are
 * joined by OR, the best field of a word counts.
 */
class Rival {
    static final Analyzer DANISH = new DanishAnalyzer();
    /** Whole words without Danish letters, however they were written; found by near spellings too. */
    static final Analyzer FOLDED = new Analyzer() {
        @Override protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            return new TokenStreamComponents(source,
                new ASCIIFoldingFilter(new ScandinavianFoldingFilter(new LowerCaseFilter(source))));
        }
    };
    static final Analyzer WORDS = new Analyzer() {
        @Override protected TokenStreamComponents createComponents(String field) {
            var source = new StandardTokenizer();
            return new TokenStreamComponents(source, new LowerCaseFilter(source));
        }
    };

    static List<String> terms(Analyzer analyzer, String text) throws Exception {
        var found = new ArrayList<String>();
        try (var stream = analyzer.tokenStream("x", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) found.add(term.toString());
            stream.end();
        }
        return found;
    }

    static Query boosted(Query query, float boost) { return new BoostQuery(query, boost); }

    /** One word in any field, in any of its ways. */
    static Query word(String word, boolean last, boolean tuned, Map<String, Float> boosts) throws Exception {
        var ways = new ArrayList<Query>();
        for (var field : boosts.entrySet()) {
            float boost = field.getValue();
            for (var term : terms(DANISH, word))
                ways.add(boosted(new TermQuery(new Term(field.getKey(), term)), boost));
            if (!tuned) continue;
            for (var folded : terms(FOLDED, word)) {
                var term = new Term(field.getKey() + "_folded", folded);
                ways.add(boosted(new TermQuery(term), boost));
                // Elasticsearch's AUTO: one edit from three letters on, two from six.
                int edits = folded.length() < 3 ? 0 : folded.length() < 6 ? 1 : 2;
                if (edits > 0 && folded.chars().anyMatch(Character::isLetter))
                    ways.add(boosted(new FuzzyQuery(term, edits, 1, 50, true), boost * 0.5f));
                if (folded.length() >= 3)
                    ways.add(boosted(new PrefixQuery(
                        term, new MultiTermQuery.TopTermsScoringBooleanQueryRewrite(50)),
                        boost * (last ? 0.5f : 0.3f)));
            }
        }
        return ways.isEmpty() ? new MatchNoDocsQuery() : new DisjunctionMaxQuery(ways, 0.1f);
    }

    public static void main(String[] arguments) throws Exception {
        boolean tuned = arguments[0].equals("tuned");
        var lines = Files.readAllLines(Path.of(arguments[1]));
        var boosts = new LinkedHashMap<String, Float>();
        for (var item : lines.get(0).split("\t")) {
            var parts = item.split("=");
            boosts.put(parts[0], Float.parseFloat(parts[1]));
        }
        var analyzers = new HashMap<String, Analyzer>();
        for (var field : boosts.keySet()) analyzers.put(field + "_folded", FOLDED);
        var directory = new ByteBuffersDirectory();
        var settings = new IndexWriterConfig(new PerFieldAnalyzerWrapper(DANISH, analyzers));
        try (var writer = new IndexWriter(directory, settings)) {
            for (var line : lines.subList(1, lines.size())) {
                var values = line.split("\t", -1);
                var document = new Document();
                document.add(new StringField("id", values[0], Field.Store.YES));
                int at = 1;
                for (var field : boosts.keySet()) {
                    document.add(new TextField(field, values[at], Field.Store.NO));
                    if (tuned) document.add(new TextField(field + "_folded", values[at], Field.Store.NO));
                    at++;
                }
                writer.addDocument(document);
            }
        }
        var searcher = new IndexSearcher(DirectoryReader.open(directory));
        var out = new StringBuilder(org.apache.lucene.util.Version.LATEST + "\n");
        // Near spellings are dear to find and the same words are asked often: each is expanded once.
        var expanded = new HashMap<String, Query>();
        for (var text : Files.readAllLines(Path.of(arguments[2]))) {
            var all = new BooleanQuery.Builder();
            var words = terms(WORDS, text);
            for (int i = 0; i < words.size(); i++) {
                boolean last = i + 1 == words.size();
                var key = words.get(i) + (last ? "*" : "");
                if (!expanded.containsKey(key))
                    expanded.put(key, searcher.rewrite(word(words.get(i), last, tuned, boosts)));
                all.add(expanded.get(key), BooleanClause.Occur.SHOULD);
            }
            var ids = new ArrayList<String>();
            for (var hit : searcher.search(all.build(), 20).scoreDocs)
                ids.add(searcher.storedFields().document(hit.doc).get("id"));
            out.append(String.join(",", ids)).append('\n');
        }
        System.out.print(out);
    }
}
