package io.kaibo.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.http.GoodBodies;
import io.kaibo.testing.ContractExamples;
import io.kaibo.testing.Http;
import io.kaibo.testing.Operation;
import jakarta.inject.Singleton;

/** The template of the contract's examples. */
@Singleton
class ReminderExamples implements ContractExamples {

    private static final Operation TEMPLATE = new Operation("PUT", "/admin/reminders/templates/{templateId}");

    private final Http http;

    ReminderExamples(Http http) {
        this.http = http;
    }

    @Override
    public void create() {
        assertThat(http.call(TEMPLATE.method(), TEMPLATE.examplePath())
                        .asOperator()
                        .json(GoodBodies.of(TEMPLATE).toString())
                        .send()
                        .status())
                .isEqualTo(200);
    }
}
