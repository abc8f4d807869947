package io.kaibo.wechat.pay;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The cryptography of a call of WeChat Pay, by JMH. Prints a table in Markdown, and asserts nothing: times are the machine's. For a first
 * look, {@code -Dkaibo.bench.runs=1}.
 */
class PaySignatureBench {

    private static final int RUNS = Integer.getInteger("kaibo.bench.runs", 7);

    @Test
    void oneCall() throws Exception {
        var results = new Runner(new OptionsBuilder()
                        .include(PaySignatureSpeed.class.getName())
                        .forks(RUNS == 1 ? 0 : 2)
                        .warmupIterations(RUNS == 1 ? 1 : 3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(RUNS)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        System.out.printf("%n| step | µs |%n| --- | --- |%n");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            System.out.printf(
                    "| %s | %.0f |%n",
                    name.substring(name.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore());
        }
    }
}
