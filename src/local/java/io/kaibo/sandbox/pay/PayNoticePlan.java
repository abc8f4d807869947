package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.BadControl;
import io.kaibo.sandbox.Fields;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How notifications go.
 *
 * @param delay how late
 * @param times how often each
 * @param beforeAnswers whether each coupon is used, and its use notified, before the answer to its send goes out
 */
record PayNoticePlan(
        Duration delay, int times, boolean beforeAnswers, PayNotice.AssociatedData associatedData, PaySigning signing) {
    static final PayNoticePlan DEFAULT =
            new PayNoticePlan(Duration.ZERO, 1, false, PayNotice.AssociatedData.TEXT, PaySigning.NAMED);

    private static final int MOST_TIMES = 10;

    /** What a control call says; what it does not name is as by default. */
    static PayNoticePlan read(Fields body) {
        body.only("delay_millis", "times", "before_answers", "associated_data", "how");
        return new PayNoticePlan(
                Duration.ofMillis(body.has("delay_millis") ? body.between(0, Integer.MAX_VALUE, "delay_millis") : 0),
                body.has("times") ? body.between(1, MOST_TIMES, "times") : DEFAULT.times,
                body.flag("before_answers"),
                body.has("associated_data") ? readAssociatedData(body) : DEFAULT.associatedData,
                body.has("how") ? PaySigning.parse(body.text("how")) : DEFAULT.signing);
    }

    private static PayNotice.AssociatedData readAssociatedData(Fields body) {
        String word = body.text("associated_data");
        return Stream.of(PayNotice.AssociatedData.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findAny()
                .orElseThrow(() -> BadControl.field("associated_data", "must be text, empty, null or absent"));
    }
}
