package io.kaibo.lottery.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.kaibo.lottery.Alias;
import io.kaibo.lottery.Prize;
import io.kaibo.lottery.prize.Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrizeCsvTest {

    private static final Instant CLAIMED = Instant.parse("2026-03-01T12:00:05Z");
    private static final String HEADER =
            "\uFEFFslot,tier,prize,alias,claimedAt,name,telephone,region,detail,postalCode,code,note\r\n";

    @Test
    void aRowHasAnAddressACodeOrANote() {
        String text = PrizeCsv.write(List.of(
                ExportedPrize.of(claimed(0), prize("茶壶"), new Address("王小明", "13812345678", "深圳", "科苑路 1 号", null)),
                ExportedPrize.of(claimed(1), prize("茶杯"), "AB-12"),
                ExportedPrize.of(claimed(2), prize("茶叶"), ExportNote.EXPIRED)));

        assertThat(text)
                .isEqualTo(HEADER
                        + "0,一等奖,茶壶,AAAAAAAAAAEAAAAAAAAAAg,2026-03-01T20:00:05+08:00,王小明,13812345678,深圳,科苑路 1 号,,,\r\n"
                        + "1,一等奖,茶杯,AAAAAAAAAAEAAAAAAAAAAg,2026-03-01T20:00:05+08:00,,,,,,AB-12,\r\n"
                        + "2,一等奖,茶叶,AAAAAAAAAAEAAAAAAAAAAg,2026-03-01T20:00:05+08:00,,,,,,,expired\r\n");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).startsWith(0xEF, 0xBB, 0xBF);
    }

    @Test
    void withoutPrizesItHasItsColumns() {
        assertThat(PrizeCsv.write(List.of())).isEqualTo(HEADER);
    }

    /** Separators, quotes and line ends stay within their cell. */
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86", "-1", "@A1", "\t=1", "\r=1", "a,b", "a\"b", "a\r\n=b", "\"=1", "\",=1"})
    void noCellOfAnyColumnOfTextBeginsAFormulaOrLeavesItsCell(String text) {
        Address address = new Address(text, text, text, text, text);
        String csv = PrizeCsv.write(List.of(
                ExportedPrize.of(claimed(0), new Prize(text, text, 1, 0, Prize.Redemption.ADDRESS), address),
                ExportedPrize.of(claimed(1), prize("茶杯"), text)));

        List<List<String>> rows = CsvReader.builder().detectBomHeader(true).ofCsvRecord(csv).stream()
                .map(CsvRecord::getFields)
                .toList();
        String safe = SpreadsheetCell.makeSafe(text);
        assertThat(rows.get(1)).startsWith("0", safe, safe).endsWith(safe, safe, safe, safe, safe, "", "");
        assertThat(rows.get(2)).endsWith(safe, "");
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row).hasSize(12).noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r\\n].*")));
    }

    @Test
    void anAliasThatBeginsWithAHyphenIsSafeToo() {
        Alias alias = new Alias(0xF800_0000_0000_0000L, 0);
        assertThat(alias.text()).startsWith("-");
        assertThat(PrizeCsv.write(List.of(
                        ExportedPrize.of(new ClaimedPrize(alias, 0, CLAIMED, CLAIMED, true, false), prize("茶杯"), "1"))))
                .contains(",'-AAA");
    }

    /** Lambda answers with six megabytes at most. */
    @Test
    void aThousandPrizesWithLongAddressesAreFarFromLambdasLimit() {
        Address address = new Address("王".repeat(20), "+86 13812345678", "省".repeat(30), "路".repeat(100), "518000");
        String text = PrizeCsv.write(
                Collections.nCopies(1_000, ExportedPrize.of(claimed(999), prize("壶".repeat(60)), address)));

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(200_000, 1_000_000);
    }

    private static ClaimedPrize claimed(int slot) {
        return new ClaimedPrize(new Alias(1, 2), slot, CLAIMED, CLAIMED, false, false);
    }

    private static Prize prize(String name) {
        return new Prize("一等奖", name, 1, 0, Prize.Redemption.ADDRESS);
    }
}
