package io.kaibo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.testing.Calls;
import io.kaibo.testing.FaultSweep;
import io.kaibo.testing.Http;
import io.kaibo.testing.LocalServers;
import io.kaibo.testing.World;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever call of a change fails, before or after its effect: no change without its item, and one item a request at the most. */
@QuarkusTest
@WithTestResource(LocalServers.class)
class AuditFaultsTest {

    @Inject
    Http http;

    @Inject
    World world;

    /** An operator puts a template: one write between the two of the audit. */
    private final class PutTemplate implements FaultSweep.Flow {

        private int status;

        @Override
        public void prepare() {
            world.clean();
            status = 0;
        }

        @Override
        public List<FaultSweep.Invocation> events() {
            return List.of(() -> status = http.call("PUT", "/admin/reminders/templates/t")
                    .asOperator()
                    .json("{\"kind\":\"on-air\",\"page\":\"p\",\"fields\":{\"thing1\":{\"room\":\"name\"}}}")
                    .to("reminder-admin")
                    .status());
        }

        /** The operator looks at the answer, and nothing is delivered again. */
        @Override
        public void settle() {}

        @Override
        public void check(Calls.Fault fault, String call) {
            List<Map<String, AttributeValue>> items = world.items("audit");
            boolean changed = !world.items("reminders").isEmpty();
            assertThat(items.size()).isLessThanOrEqualTo(1);
            assertThat(items.isEmpty() && changed)
                    .as("a change that is not written down")
                    .isFalse();
            if (!items.isEmpty() && items.getFirst().containsKey("status")) {
                assertThat(items.getFirst().get("status").n())
                        .as("what the operator was answered")
                        .isEqualTo(Integer.toString(status));
            }
            if (fault.kind() == Calls.Kind.RETRIED) {
                assertThat(status).isEqualTo(200);
                assertThat(items.getFirst().get("state").s()).isEqualTo("done");
            }
        }
    }

    @Test
    void noFaultLeavesAChangeThatIsNotWrittenDown() throws Exception {
        // the function opens its connections now, and not with the calls that count
        http.get("/admin/reminders/templates").asOperator().to("reminder-admin");
        FaultSweep.Report report = FaultSweep.over("a change by an operator", new PutTemplate());
        assertThat(report.broken()).isEmpty();
        assertThat(report.calls()).isEqualTo(3);
        assertThat(report.points()).isEqualTo(6 * report.calls());
    }
}
