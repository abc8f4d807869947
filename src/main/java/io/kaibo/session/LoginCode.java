package io.kaibo.session;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * What {@code wx.login} gives the mini-program: good for one login, for five minutes.
 *
 * @param code WeChat documents no form; codes have 28 or 32 letters, digits and hyphens. Any other text would be refused by WeChat and
 *     would use up its quota of logins, 45011
 */
@RegisterForReflection
public record LoginCode(
        @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{16,128}") String code) {

    /** A code is as good as its owner until it is used, and a record is soon printed. */
    @Override
    public String toString() {
        return "LoginCode[]";
    }
}
