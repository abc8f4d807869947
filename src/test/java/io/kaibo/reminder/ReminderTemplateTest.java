package io.kaibo.reminder;

import static io.kaibo.testing.LongestCalls.AWS_CALL;
import static io.kaibo.testing.LongestCalls.HTTP;
import static io.kaibo.testing.LongestCalls.WECHAT_CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.Alarm;
import io.kaibo.local.LocalPorts;
import io.kaibo.local.Template;
import io.kaibo.message.MessageConfig;
import io.kaibo.testing.Defaults;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the templates must keep to for reminders, and reminders for the templates. */
class ReminderTemplateTest {

    private final Template template = Defaults.template();
    private final MessageConfig messages = Defaults.of(MessageConfig.class);
    private final ReminderConfig config = Defaults.of(ReminderConfig.class);

    @Test
    void theLeaseOfASendOutlivesItsSender() {
        Template.Function send = template.function("reminder-send").orElseThrow();
        assertThat(send.timeout().plus(HTTP)).isLessThan(messages.lease());
    }

    @Test
    void theSlowestPageEndsBeforeItsFunctionDoes() {
        Template.Function send = template.function("reminder-send").orElseThrow();
        assertThat(send.mappings())
                .singleElement()
                .satisfies(pages -> assertThat(pages.batchSize())
                        .as("pages are sent one after the other")
                        .isEqualTo(1));
        // two smaller pages, of which the second fails, and then the page in their place
        Duration handBack = AWS_CALL.multipliedBy(3);
        // No send begins once the page's patience is over. The longest way of one that began just before: the claim,
        // the send, that it is given back, that an errcode was met, the halt.
        Duration lastRecipient = AWS_CALL.plus(WECHAT_CALL).plus(AWS_CALL.multipliedBy(3));
        assertThat(config.pagePatience().plus(lastRecipient).plus(handBack)).isLessThan(send.timeout());
        // room, halt, recipients, templates, openids, and a token that takes two calls: what comes late begins no send
        Duration reads = AWS_CALL.multipliedBy(5).plus(WECHAT_CALL.multipliedBy(2));
        assertThat(reads.plus(handBack)).isLessThan(send.timeout());
    }

    @Test
    void aChangeOfATemplateIsKnownWithinSeconds() {
        assertThat(messages.templatesKept()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theSlowestDispatchEndsBeforeItsFunctionDoes() {
        Template.Function dispatch = template.function("reminder-dispatch").orElseThrow();
        // a part that began just before its patience was over: its recipients, its pages in three tries, how far it
        // came
        Duration lastPart = AWS_CALL.multipliedBy(1 + 3 + 1);
        assertThat(config.dispatchPatience().plus(lastPart).plus(AWS_CALL)).isLessThan(dispatch.timeout());
    }

    @Test
    void noDelayThatIsMeantSetsAnAlarmOff() {
        assertThat((long) Alarm.find("ReminderPagesLate").threshold())
                .isGreaterThan(messages.longestDelay().toSeconds());
        assertThat((long) Alarm.find("RoomOnAirLate").threshold())
                .isGreaterThan(messages.longestBackOff().toSeconds());
    }

    @Test
    void alarmsReportLossAndStandstill() {
        assertThat(Alarm.all().stream().filter(Alarm::isSetOffAtOnce).map(Alarm::metric))
                .contains("ReminderUnknown", "ReminderExpired", "ReminderPageHalted");
    }

    @Test
    void aMessageOpensTheEditionOfTheMiniProgramThatTheTemplateNames() {
        Template trial = Template.read(
                Path.of("").toAbsolutePath(),
                Map.of(
                        "Stage", "local",
                        "AppId", LocalPorts.APPID,
                        "WeChatEndpoint", "http://127.0.0.1:1",
                        "MiniProgramState", "trial"));
        Map<String, String> environment =
                trial.function("reminder-send").orElseThrow().environment();
        MessageConfig deployed = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300))
                .withMapping(MessageConfig.class)
                .build()
                .getConfigMapping(MessageConfig.class);
        assertThat(deployed.miniProgramState()).isEqualTo("trial");
    }
}
