package io.kaibo.coupon.shelf;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * That a coupon is to go on the shelf.
 *
 * @param confirmed what the operator confirms in place of a trial; null if there was one
 */
@RegisterForReflection
record ShelfBody(@Nullable Confirmed confirmed) implements CheckedBody {

    /**
     * The three rules of WeChat Pay's that no API tells of, each looked up in the merchant's console. It is weaker than a trial.
     *
     * @param stockAuthorised the mini-program is authorised for the stock (营销授权)
     * @param creatorBound the appid is bound to the merchant who created the stock
     * @param redeemerBound the appid is bound to the merchant where the coupon is used
     */
    @RegisterForReflection
    record Confirmed(Boolean stockAuthorised, Boolean creatorBound, Boolean redeemerBound) implements CheckedBody {

        @Override
        public void check(FieldChecks fields) {
            confirm(fields, "stockAuthorised", stockAuthorised);
            confirm(fields, "creatorBound", creatorBound);
            confirm(fields, "redeemerBound", redeemerBound);
        }

        private static void confirm(FieldChecks fields, String name, @Nullable Boolean value) {
            fields.require(name, value).check(name, value == null || value, "must be true");
        }
    }

    @Override
    public void check(FieldChecks fields) {
        fields.object("confirmed", confirmed);
    }
}
