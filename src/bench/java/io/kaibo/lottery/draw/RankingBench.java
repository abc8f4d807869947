package io.kaibo.lottery.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The ranking of a million entries beside a bare loop of the same HMACs, by JMH. Prints a table in Markdown. It asserts what memory the
 * ranking takes beyond that loop, in which the JDK makes an array for each HMAC: it does not depend on the entries. Times are only printed.
 * For a first look, {@code -Dkaibo.bench.runs=1}.
 */
class RankingBench {

    private static final int RUNS = Integer.getInteger("kaibo.bench.runs", 7);
    private static final String MILLION = "1000000";

    /** A rank that is kept for a time costs an alias and a value. Of a million entries a thousand are kept for a time. */
    private static final double MOST_BYTES = 1 << 20;

    @Test
    void aMillionEntries() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(RankingSpeed.class.getName())
                        .param("entries", RUNS == 1 ? new String[] {"10000"} : new String[] {"10000", MILLION})
                        .forks(RUNS == 1 ? 0 : 2)
                        .warmupIterations(RUNS == 1 ? 1 : 3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(RUNS)
                        .measurementTime(TimeValue.seconds(RUNS == 1 ? 1 : 3))
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        Map<String, RunResult> byName = new HashMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            byName.put(
                    name.substring(name.lastIndexOf('.') + 1)
                            + result.getParams().getParam("entries"),
                    result);
        }
        System.out.printf("%n| entries | bare loop, ms | ranking, ms | × bare loop | bytes beyond the bare loop |%n");
        System.out.printf("| --- | --- | --- | --- | --- |%n");
        for (String entries : RUNS == 1 ? new String[] {"10000"} : new String[] {"10000", MILLION}) {
            RunResult ranking = byName.get("ranking" + entries);
            double bare = score(byName.get("bareLoop" + entries));
            double bytes = allocated(ranking) - allocated(byName.get("bareLoop" + entries));
            assertThat(bytes).isLessThan(MOST_BYTES);
            System.out.printf(
                    "| %s | %.1f | %.1f | %.2f | %.0f |%n",
                    entries, bare, score(ranking), score(ranking) / bare, bytes);
        }
    }

    private static double allocated(RunResult result) {
        return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
    }

    private static double score(RunResult result) {
        return result.getPrimaryResult().getScore();
    }
}
