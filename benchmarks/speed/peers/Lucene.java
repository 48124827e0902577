import com.fasterxml.jackson.databind.*;
import java.nio.file.*;
import java.util.*;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * Lucene from the jar inside PyPI's pyserini: `java -Xmx1500m -cp JAR Lucene.java CORPUS WORK ROUNDS`.
 *
 * The setting: one writer thread, merged to one segment, memory-mapped; words by white space with positions; exact
 * totals; the query cache as it comes; columns counted by ordinals in one pass with the best twenty; points for
 * distances and ranges. Everything is asked 30 times before it is measured, so that the compiler has done its work.
 */
class Lucene {
    static final String[] FACETS = {"kind", "municipality", "ownership", "concept"};
    static final ObjectMapper JSON = new ObjectMapper();

    /** The best hits, the total and the counts of columns, in one pass. */
    static class Counting extends FilterCollector {
        final int[][] counts = new int[FACETS.length][];

        Counting(Collector top) { super(top); }

        @Override public LeafCollector getLeafCollector(LeafReaderContext leaf) throws java.io.IOException {
            var columns = new SortedDocValues[FACETS.length];
            for (int i = 0; i < FACETS.length; i++) {
                columns[i] = DocValues.getSorted(leaf.reader(), FACETS[i]);
                counts[i] = new int[columns[i].getValueCount()];
            }
            return new FilterLeafCollector(in.getLeafCollector(leaf)) {
                @Override public void collect(int document) throws java.io.IOException {
                    for (int i = 0; i < columns.length; i++)
                        if (columns[i].advanceExact(document)) counts[i][columns[i].ordValue()]++;
                    in.collect(document);
                }
            };
        }
    }

    static Query query(JsonNode q) {
        var all = new BooleanQuery.Builder();
        var occur = q.has("any") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST;
        if (q.has("words"))
            for (var word : q.get("words")) all.add(new TermQuery(new Term("text", word.asText())), occur);
        for (var field : List.of("municipality", "kind"))
            if (q.has(field))
                all.add(new TermQuery(new Term(field, q.get(field).asText())), BooleanClause.Occur.FILTER);
        if (q.has("from"))
            all.add(IntPoint.newRangeQuery("capacity", q.get("from").asInt(), q.get("to").asInt()),
                BooleanClause.Occur.FILTER);
        if (q.has("km"))
            all.add(LatLonPoint.newDistanceQuery("place", q.get("lat").asDouble(), q.get("lon").asDouble(),
                q.get("km").asDouble() * 1000), BooleanClause.Occur.FILTER);
        if (q.has("prefix"))
            all.add(new PrefixQuery(new Term("name", q.get("prefix").asText())), occur);
        if (q.has("typo"))
            all.add(new FuzzyQuery(new Term("text", q.get("typo").asText()), 1, 0, 50, true), occur);
        return all.build();
    }

    static List<Object> answer(IndexSearcher searcher, JsonNode q) throws Exception {
        TopDocs top;
        if (q.has("km") || q.has("from")) {
            var field = q.has("km")
                ? LatLonDocValuesField.newDistanceSort("place", q.get("lat").asDouble(), q.get("lon").asDouble())
                : new SortField("capacity", SortField.Type.INT);
            var collector = TopFieldCollector.create(new Sort(field), 20, Integer.MAX_VALUE);
            searcher.search(query(q), collector);
            top = collector.topDocs();
        } else {
            var collector = TopScoreDocCollector.create(20, Integer.MAX_VALUE);
            searcher.search(query(q), q.has("facets") ? new Counting(collector) : collector);
            top = collector.topDocs();
        }
        var found = new ArrayList<String>();
        var values = DocValues.getSorted(searcher.getIndexReader().leaves().get(0).reader(), "id");
        var places = new Integer[top.scoreDocs.length];
        for (int i = 0; i < places.length; i++) places[i] = i;
        // A column is read forward only.
        Arrays.sort(places, Comparator.comparingInt(i -> top.scoreDocs[i].doc));
        var texts = new String[places.length];
        for (int i : places) {
            values.advanceExact(top.scoreDocs[i].doc);
            texts[i] = values.lookupOrd(values.ordValue()).utf8ToString();
        }
        return List.of(top.totalHits.value, Arrays.asList(texts));
    }

    public static void main(String[] arguments) throws Exception {
        var corpus = Path.of(arguments[0]);
        var work = Path.of(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        var start = System.nanoTime();
        try (var directory = new MMapDirectory(work)) {
            for (var file : directory.listAll()) directory.deleteFile(file);
            var settings = new IndexWriterConfig(new WhitespaceAnalyzer()).setRAMBufferSizeMB(512);
            try (var writer = new IndexWriter(directory, settings);
                    var lines = Files.newBufferedReader(corpus.resolve("units.ndjson"))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    var d = JSON.readTree(line);
                    var document = new Document();
                    document.add(new SortedDocValuesField("id", new BytesRef(d.get("id").asText())));
                    document.add(new TextField("text", d.get("text").asText(), Field.Store.NO));
                    document.add(new TextField("name", d.get("name").asText().toLowerCase(), Field.Store.NO));
                    for (var facet : FACETS) {
                        document.add(new StringField(facet, d.get(facet).asText(), Field.Store.NO));
                        document.add(new SortedDocValuesField(facet, new BytesRef(d.get(facet).asText())));
                    }
                    document.add(new IntPoint("capacity", d.get("capacity").asInt()));
                    document.add(new NumericDocValuesField("capacity", d.get("capacity").asInt()));
                    document.add(new LatLonPoint("place", d.get("lat").asDouble(), d.get("lon").asDouble()));
                    document.add(new LatLonDocValuesField("place", d.get("lat").asDouble(), d.get("lon").asDouble()));
                    writer.addDocument(document);
                }
                writer.forceMerge(1);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long bytes = 0;
            for (var file : directory.listAll()) bytes += directory.fileLength(file);
            var questions = new ArrayList<JsonNode>();
            for (var line : Files.readAllLines(corpus.resolve("questions.ndjson"))) questions.add(JSON.readTree(line));
            var searcher = new IndexSearcher(DirectoryReader.open(directory));
            var found = new ArrayList<Object>();
            for (int warm = 0; warm < 30; warm++) {
                found.clear();
                for (var q : questions) {
                    var pair = answer(searcher, q);
                    found.add(Map.of("total", pair.get(0), "ids", pair.get(1)));
                }
            }
            var times = new LinkedHashMap<String, List<Double>>();
            var byClass = new LinkedHashMap<String, List<JsonNode>>();
            for (var q : questions)
                byClass.computeIfAbsent(q.get("class").asText(), label -> new ArrayList<>()).add(q);
            for (var own : byClass.entrySet()) {
                var all = new ArrayList<Double>();
                for (int round = 0; round < rounds; round++)
                    for (var q : own.getValue()) {
                        long begun = System.nanoTime();
                        answer(searcher, q);
                        all.add((System.nanoTime() - begun) / 1e3);
                    }
                times.put(own.getKey(), all);
            }
            var classes = new LinkedHashMap<String, Object>();
            times.forEach((label, all) -> {
                Collections.sort(all);
                classes.put(label, Map.of("p50", rank(all, 50), "p99", rank(all, 99)));
            });
            System.out.print(JSON.writeValueAsString(Map.of(
                "name", "Lucene", "version", org.apache.lucene.util.Version.LATEST.toString(),
                "setting", "one writer thread, one segment, memory-mapped, exact totals, its query cache, 30 rounds to warm up",
                "index_seconds", seconds, "index_bytes", bytes,
                "peak_mib", Runtime.getRuntime().totalMemory() / 1048576.0, "classes", classes, "found", found)));
        }
    }

    static double rank(List<Double> sorted, int percent) {
        return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
    }
}
