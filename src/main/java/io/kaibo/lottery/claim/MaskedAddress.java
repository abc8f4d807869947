package io.kaibo.lottery.claim;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What is shown of an address: enough for its owner to know which one it is.
 *
 * @param name its first character, as 张*
 * @param telephone its first three and last four characters, as 138****5678; of a short one the last two
 * @param region province and city
 */
@RegisterForReflection
record MaskedAddress(String name, String telephone, String region) {

    private static final int MOBILE_DIGITS = 11;

    static MaskedAddress of(AddressBody address) {
        String name = address.name().strip();
        String telephone = address.telephone();
        int shown = telephone.length() < MOBILE_DIGITS ? 2 : 4;
        return new MaskedAddress(
                name.substring(0, name.offsetByCodePoints(0, 1)) + "*",
                telephone.substring(0, 3) + "****" + telephone.substring(telephone.length() - shown),
                region(address.region()));
    }

    /** A city that is a province is named once. */
    private static String region(List<String> region) {
        String province = region.get(0);
        String city = region.get(1);
        return province.equals(city) ? province : province + city;
    }
}
