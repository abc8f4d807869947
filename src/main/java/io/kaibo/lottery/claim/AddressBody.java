package io.kaibo.lottery.claim;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.kaibo.lottery.prize.Address;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as a winner sends it.
 *
 * @param telephone of mainland China, or {@code +} and a country's code before it
 * @param region province, city and district, as WeChat's picker of regions has them
 * @param detail street, house, floor
 */
@RegisterForReflection
record AddressBody(
        String name,
        String telephone,
        List<String> region,
        String detail,
        @Nullable String postalCode) implements CheckedBody {

    private static final int LEVELS = 3;

    private static final Pattern TELEPHONE = Pattern.compile("1[3-9][0-9]{9}|\\+[1-9][0-9]{6,14}");

    private static final Pattern POSTAL_CODE = Pattern.compile("[0-9]{6}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("name", name)
                .text("name", name, 1, 30)
                .require("telephone", telephone)
                .match(
                        "telephone",
                        telephone,
                        TELEPHONE,
                        "must be 11 digits of mainland China, or + and up to 15 digits with the country's code")
                .require("region", region)
                .check(
                        "region",
                        region == null || region.size() == LEVELS,
                        "must have 3 elements: province, city, district")
                .require("detail", detail)
                .text("detail", detail, 1, 120)
                .match("postalCode", postalCode, POSTAL_CODE, "must be 6 digits");
        if (region != null) {
            for (int i = 0; i < Math.min(region.size(), LEVELS); i++) {
                String field = "region[" + i + "]";
                fields.require(field, region.get(i)).text(field, region.get(i), 1, 30);
            }
        }
    }

    Address toAddress() {
        return new Address(name, telephone, String.join(" ", region), detail, postalCode);
    }

    /** All of it, in one order. The checks refuse a line break in each part, so two addresses never have the same texts. */
    List<String> texts() {
        return List.of(name, telephone, String.join("\n", region), detail, postalCode == null ? "" : postalCode);
    }

    /** Tells nothing of it. */
    @Override
    public String toString() {
        return "AddressBody";
    }
}
