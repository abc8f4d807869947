package io.kaibo.session;

import io.kaibo.base.CheckedBody;
import io.kaibo.base.FieldChecks;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * What {@code wx.login} gives the mini-program: good for one login, for five minutes.
 *
 * @param code WeChat documents no form; codes have 28 or 32 letters, digits and hyphens. Any other text would be refused by WeChat and
 *     would use up its quota of logins, 45011
 */
@RegisterForReflection
public record LoginCode(String code) implements CheckedBody {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    @Override
    public void check(FieldChecks fields) {
        fields.require("code", code).match("code", code, CODE);
    }

    /** A code is as good as its owner until it is used, and a record is soon printed. */
    @Override
    public String toString() {
        return "LoginCode[]";
    }
}
