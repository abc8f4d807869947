package io.kaibo.lottery.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.kaibo.aws.Words;
import io.kaibo.lottery.prize.Address;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Exported prizes as CSV for a spreadsheet: with a byte order mark, without which Excel reads Chinese as Latin, and with safe cells. */
final class PrizeCsv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final List<String> COLUMNS = List.of(
            "slot",
            "tier",
            "prize",
            "alias",
            "claimedAt",
            "name",
            "telephone",
            "region",
            "detail",
            "postalCode",
            "code",
            "note");

    private PrizeCsv() {}

    static String write(List<ExportedPrize> prizes) {
        StringWriter text = new StringWriter();
        text.write(BYTE_ORDER_MARK);
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(COLUMNS);
            prizes.forEach(prize -> csv.writeRecord(cells(prize)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> cells(ExportedPrize exported) {
        Address address = exported.address();
        return Stream.of(
                        Integer.toString(exported.slot()),
                        exported.prize().tier(),
                        exported.prize().name(),
                        exported.winner().text(),
                        exported.claimedAt().atOffset(CHINA).toString(),
                        address == null ? "" : address.name(),
                        address == null ? "" : address.telephone(),
                        address == null ? "" : address.region(),
                        address == null ? "" : address.detail(),
                        address == null ? "" : orEmpty(address.postalCode()),
                        orEmpty(exported.code()),
                        exported.note() == null ? "" : Words.of(exported.note()))
                .map(SpreadsheetCell::makeSafe)
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
