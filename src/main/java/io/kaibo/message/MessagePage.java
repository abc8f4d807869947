package io.kaibo.message;

import java.util.regex.Pattern;

/**
 * The rule of the page of the mini-program that a message opens. WeChat opens none of a plugin's, whose paths have a colon.
 *
 * @param placeholder what the id of what the message is about takes the place of, such as {@code {roomId}}
 */
public record MessagePage(String placeholder, Pattern pattern, String rule) {

    private static final String PLAIN = "[^:{}\\p{Z}\\p{Cc}\\p{Cf}]*";

    /** @param example a page with the placeholder */
    public static MessagePage with(String placeholder, String example) {
        // the look ahead keeps a long text from the rest
        Pattern pattern = Pattern.compile(
                "(?s)(?=.{1,1024}$)[A-Za-z0-9_]" + PLAIN + "(?:" + Pattern.quote(placeholder) + PLAIN + ")*");
        String rule =
                "must be a page such as " + example + ": without a slash before it, a colon, a space or braces but for "
                        + placeholder + ", and of at most 1024 characters";
        return new MessagePage(placeholder, pattern, rule);
    }

    /** The page that a message opens, with the id in it. */
    public String fill(String page, String id) {
        return page.replace(placeholder, id);
    }
}
