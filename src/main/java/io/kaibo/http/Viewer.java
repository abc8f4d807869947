package io.kaibo.http;

/**
 * A viewer who proved who he is.
 *
 * @param openid WeChat's name for him in this mini-program; never shown, never logged
 */
public record Viewer(String openid) {

    /** Says nothing of who it is, since a record is soon printed. */
    @Override
    public String toString() {
        return "Viewer[]";
    }
}
