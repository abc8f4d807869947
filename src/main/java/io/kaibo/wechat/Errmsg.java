package io.kaibo.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** WeChat's own words about a refusal, made fit for logs, alarms and operators. */
public final class Errmsg {

    /** In UTF-16 units. Longer ones were seen only with advice and links behind the cause. */
    private static final int LONGEST = 200;

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{C}\\p{Z}]+");

    /**
     * What may be a token, an openid (28 characters), a login code or a secret (32). WeChat's rid, which its support asks for, looks
     * like them and says nothing of a person: {@code 5f8e2c0a-7f2a3b4c-1d2e3f4a}.
     */
    private static final Pattern SECRET =
            Pattern.compile("(?<![\\w-])(?!\\p{XDigit}{1,8}-\\p{XDigit}{1,8}-\\p{XDigit}{1,8}(?![\\w-]))[\\w-]{24,}");

    private Errmsg() {}

    /** The text in one line of at most 200 UTF-16 units, without what may be an openid, a token or a secret; empty if it is no text. */
    public static String format(@Nullable JsonNode errmsg) {
        if (errmsg == null || !errmsg.isTextual()) {
            return "";
        }
        String line = BLANK.matcher(errmsg.textValue()).replaceAll(" ").strip();
        String harmless = SECRET.matcher(line).replaceAll("…");
        if (harmless.length() <= LONGEST) {
            return harmless;
        }
        int end = Character.isHighSurrogate(harmless.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return harmless.substring(0, end) + "…";
    }
}
