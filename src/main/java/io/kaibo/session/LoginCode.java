package io.kaibo.session;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What {@code wx.login} gives the mini-program: good for one login, for five minutes. */
@RegisterForReflection
public record LoginCode(@NotBlank @Size(max = 128) String code) {

    /** A code is as good as its owner until it is used, and a record is soon printed. */
    @Override
    public String toString() {
        return "LoginCode[]";
    }
}
