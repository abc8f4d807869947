package io.kaibo.local;

import io.quarkus.funqy.lambda.config.FunqyAmazonBuildTimeConfig;
import io.quarkus.funqy.lambda.config.FunqyAmazonConfig;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs functions by another template than the project's, as the tests' own by {@code local/parcels.yaml}. */
@Singleton
class TestLambda {
    private final FunqyAmazonBuildTimeConfig build;
    private final FunqyAmazonConfig run;
    private final LocalAws aws;
    private final Event<AwsCall> calls;

    TestLambda(FunqyAmazonBuildTimeConfig build, FunqyAmazonConfig run, LocalAws aws, Event<AwsCall> calls) {
        this.build = build;
        this.run = run;
        this.aws = aws;
        this.calls = calls;
    }

    LocalLambda of(Template template) {
        return new LocalLambda(build, run, aws, template, calls, true);
    }

    /** The tests' own functions and queues. */
    static Template template(String stage) {
        try {
            var file = Objects.requireNonNull(TestLambda.class.getResource("/local/parcels.yaml"));
            return TemplateReader.read(
                    List.of(Path.of(file.toURI())), List.of(Path.of("infra/stateful.yaml")), Map.of("Stage", stage));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
