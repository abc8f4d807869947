package io.kaibo.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.arc.Arc;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.funqy.lambda.FunqyRequestImpl;
import io.quarkus.funqy.lambda.FunqyResponseImpl;
import io.quarkus.funqy.lambda.config.FunqyAmazonBuildTimeConfig;
import io.quarkus.funqy.lambda.config.FunqyAmazonConfig;
import io.quarkus.funqy.lambda.event.AwsEventInputReader;
import io.quarkus.funqy.lambda.event.AwsEventOutputWriter;
import io.quarkus.funqy.lambda.event.EventProcessor;
import io.quarkus.funqy.runtime.ApplicationException;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.funqy.runtime.FunqyServerRequest;
import io.quarkus.funqy.runtime.FunqyServerResponse;
import io.quarkus.funqy.runtime.RequestContextImpl;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Calls any function of the artifact in this JVM, through funqy's own reader and writer, as its poll loop does for the one
 * function that a process on Lambda exports.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
public class LocalLambda implements Invoker {
    private final FunqyAmazonBuildTimeConfig build;
    private final FunqyAmazonConfig run;
    /** Funqy's, not the application's: with that one the Records of a queue event are null. */
    private final ObjectMapper mapper = AmazonLambdaMapperRecorder.objectMapper;

    private final Needs needs;
    private final Template template;
    private final Event<AwsCall> calls;
    private final boolean timeOuts;

    LocalLambda(
            FunqyAmazonBuildTimeConfig build,
            FunqyAmazonConfig run,
            LocalAws aws,
            Template template,
            Event<AwsCall> calls,
            @ConfigProperty(name = "kaibo.local.time-outs", defaultValue = "true") boolean timeOuts) {
        this.build = build;
        this.run = run;
        this.needs = new Needs(aws.region(), aws.account());
        this.template = template;
        this.calls = calls;
        this.timeOuts = timeOuts;
    }

    /**
     * Calls a function and waits for its answer, which is empty if it has none.
     *
     * @throws FunctionFailedException if it threw; the cause is the exception that it threw
     */
    public byte[] invoke(String function, byte[] event) {
        return switch (call(function, event)) {
            case Invocation.Answered(byte[] body) -> body;
            case Invocation.Failed(Throwable cause) -> throw new FunctionFailedException(function, cause);
        };
    }

    /** Calls the function in a thread of its own, which plays the function's role. */
    @Override
    public Invocation call(String name, byte[] event) {
        Optional<Template.Function> function = template.function(name);
        if (function.isEmpty()) {
            return new Invocation.Failed(new IllegalArgumentException("functions.yaml has no function " + name));
        }
        var role = new Role(function.get(), needs, calls::fire);
        var answer = new FutureTask<>(() -> {
            role.play();
            return answer(name, event);
        });
        Thread thread = Thread.ofVirtual().name(name).unstarted(answer);
        thread.setContextClassLoader(LocalLambda.class.getClassLoader());
        thread.start();
        Duration timeout = function.get().timeout();
        try {
            return new Invocation.Answered(
                    timeOuts ? answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS) : answer.get());
        } catch (TimeoutException e) {
            var timedOut = new TimedOutException(timeout, thread.getStackTrace());
            // Lambda ends the process; here the function can only be asked to end
            answer.cancel(true);
            return new Invocation.Failed(timedOut);
        } catch (ExecutionException e) {
            Throwable thrown = Objects.requireNonNull(e.getCause());
            return new Invocation.Failed(
                    thrown instanceof ApplicationException && thrown.getCause() != null ? thrown.getCause() : thrown);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Invocation.Failed(e);
        }
    }

    private byte[] answer(String function, byte[] event) throws IOException {
        FunctionInvoker invoker = FunctionRecorder.registry.matchInvoker(function);
        if (invoker == null) {
            throw new IllegalArgumentException("no @Funq is named " + function);
        }
        ObjectReader reader = (ObjectReader) invoker.getBindingContext().get(ObjectReader.class.getName());
        Object input = new AwsEventInputReader(mapper.copy(), reader, build).readValue(new ByteArrayInputStream(event));
        FunqyServerResponse response =
                new EventProcessor(reader, build, run).handle(input, in -> dispatch(invoker, in), null);
        Object value = response.getOutput().await().indefinitely();
        var out = new ByteArrayOutputStream();
        if (value != null) {
            new AwsEventOutputWriter(mapper.copy()).writeValue(out, value);
        }
        return out.toByteArray();
    }

    private static FunqyServerResponse dispatch(FunctionInvoker invoker, Object input) {
        var scope = Arc.container().requestContext();
        scope.activate();
        try {
            FunqyServerRequest request = new FunqyRequestImpl(new RequestContextImpl(), input);
            var answer = new FunqyResponseImpl();
            invoker.invoke(request, answer);
            return answer;
        } finally {
            scope.terminate();
        }
    }
}
