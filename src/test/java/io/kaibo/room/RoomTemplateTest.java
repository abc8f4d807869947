package io.kaibo.room;

import static io.kaibo.testing.LongestCalls.HTTP;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.local.Alarm;
import io.kaibo.testing.Defaults;
import org.junit.jupiter.api.Test;

/** What the templates must keep to for rooms, and rooms for the templates. */
class RoomTemplateTest {

    @Test
    void thePublishLeaseIsLongerThanAnythingThatHoldsIt() {
        RoomConfig config = Defaults.of(RoomConfig.class);
        assertThat(Defaults.template().functions().stream()
                        .filter(function -> function.mappings().isEmpty())
                        .filter(function -> function.rights().stream()
                                .anyMatch(right -> right.action().equals("sqs:SendMessage")
                                        && right.resource().endsWith("-" + Announcement.QUEUE))))
                .hasSize(2)
                .allSatisfy(function -> assertThat(function.timeout().plus(HTTP))
                        .isLessThan(config.publishLease())
                        .isLessThan(config.replayClaim()));
    }

    @Test
    void aSyncThatDoesNotComeIsHeardOfAfterThreeMinutes() {
        Alarm stopped = Alarm.find("RoomSyncStopped");
        assertThat(stopped.dimensions()).containsEntry("function", "room-sync");
        assertThat(stopped.properties())
                .containsEntry("MetricName", "RoomSyncRooms")
                .containsEntry("Statistic", "SampleCount")
                .containsEntry("Period", 60)
                .containsEntry("EvaluationPeriods", 3)
                .containsEntry("Threshold", 1)
                .containsEntry("ComparisonOperator", "LessThanThreshold")
                .containsEntry("TreatMissingData", "breaching");
    }

    @Test
    void anAlarmReportsMissedAndWithheldRoomsAtOnce() {
        assertThat(Alarm.all().stream().filter(Alarm::isSetOffAtOnce).map(Alarm::metric))
                .contains("RoomSyncMissed", "RoomSyncWithheld");
    }
}
