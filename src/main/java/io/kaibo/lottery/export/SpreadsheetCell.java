package io.kaibo.lottery.export;

import java.util.regex.Pattern;

/** The text of a cell that a spreadsheet must not take for a formula. */
final class SpreadsheetCell {

    /**
     * What a formula can begin with, in full-width forms too, behind any spaces: some spreadsheets drop them. A cell that begins with a
     * tab or a line end is no cell of ours either.
     */
    private static final Pattern FORMULA = Pattern.compile("(?s)[\\s\\p{Z}\\p{C}]*[=+\\-@＝＋－＠].*|[\\t\\r\\n].*");

    private SpreadsheetCell() {}

    /** The same text, behind an apostrophe if it could be a formula. */
    static String makeSafe(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }
}
