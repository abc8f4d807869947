package io.kaibo.lottery.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaibo.base.FieldChecks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBodyTest {

    @ParameterizedTest
    @CsvSource({
        "张,13812345678,广东省,深圳市,张*,138****5678,广东省深圳市",
        "欧阳娜娜,+8613812345678,北京市,北京市,欧*,+86****5678,北京市",
        "𠮷田,+1234567,台湾省,台北市,𠮷*,+12****67,台湾省台北市",
        "' 张三',+12345678901,上海市,上海市,张*,+12****8901,上海市"
    })
    void anAddressIsMasked(
            String name, String telephone, String province, String city, String shown, String masked, String region) {
        assertThat(MaskedAddress.of(new AddressBody(name, telephone, List.of(province, city, "某区"), "某路", null)))
                .isEqualTo(new MaskedAddress(shown, masked, region));
    }

    /** Lines are what the fingerprint of an address tells its parts apart by, and what a label for the parcel has. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\u0085"})
    void aLineBreakInAnyPartIsRefusedByItsField(String lineBreak) {
        FieldChecks fields = new FieldChecks();
        new AddressBody(
                        "张" + lineBreak + "三",
                        "13812345678" + lineBreak,
                        List.of("省" + lineBreak, lineBreak + "市", "某" + lineBreak + "区"),
                        "某路" + lineBreak + "1 号",
                        "518000" + lineBreak)
                .check(fields);
        assertThat(fields.broken())
                .extracting(FieldChecks.BrokenRule::field)
                .containsExactly("detail", "name", "postalCode", "region[0]", "region[1]", "region[2]", "telephone");
    }

    @Test
    void noTextOfItIsInItsWords() {
        AddressBody address = new AddressBody("张三", "13812345678", List.of("省", "市", "区"), "某路", null);
        assertThat(address.toString() + new ClaimBody(address)).doesNotContain("张", "138", "省", "某路");
    }
}
