package io.kaibo.testing;

import java.util.UUID;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Tells {@link Calls} of every call of the AWS SDK, those of the audit as {@code Audit.UpdateItem}; named in software/amazon/awssdk/global/handlers/execution.interceptors. */
public final class AwsCalls implements ExecutionInterceptor {

    private static final ExecutionAttribute<Integer> NUMBER = attribute("kaibo.call");
    private static final ExecutionAttribute<Integer> TRIES = attribute("kaibo.tries");

    /** Of a name that is used once: the SDK refuses a second attribute of a name, and each application of a JVM loads this class anew. */
    private static ExecutionAttribute<Integer> attribute(String name) {
        return new ExecutionAttribute<>(name + " " + UUID.randomUUID());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        String service =
                isAudit(context.request()) ? "Audit" : attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        Written.report(operation, context.request());
        if (!SetupCalls.inside()) {
            attributes.putAttribute(NUMBER, Calls.begin(service + "." + operation));
            attributes.putAttribute(TRIES, 0);
        }
    }

    /** Every change by an operator is written down, also one that is refused: tests count these writes apart. */
    private static boolean isAudit(SdkRequest request) {
        return request instanceof UpdateItemRequest update && update.tableName().endsWith("-audit");
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return attributes.getAttribute(NUMBER) == null ? context.request() : Calls.rewritten(context.request());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Integer number = attributes.getAttribute(NUMBER);
        if (number != null) {
            int tries = attributes.getAttribute(TRIES) + 1;
            attributes.putAttribute(TRIES, tries);
            Calls.at(number, Calls.Moment.BEFORE, tries == 1);
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Integer number = attributes.getAttribute(NUMBER);
        if (number != null) {
            Calls.at(number, Calls.Moment.AFTER, attributes.getAttribute(TRIES) == 1);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(NUMBER) != null) {
            Calls.answered(context.response());
        }
    }
}
