package io.kaibo.sandbox;

import org.jspecify.annotations.Nullable;

/** The mini-program of the sandbox. */
record Account(String appid, String secret) {
    void require(@Nullable String calledAppid, @Nullable String calledSecret) {
        if (calledAppid == null || calledAppid.isEmpty()) {
            throw Errcode.NO_APPID.refusal();
        }
        if (calledSecret == null || calledSecret.isEmpty()) {
            throw Errcode.NO_SECRET.refusal();
        }
        if (!calledAppid.equals(appid)) {
            throw Errcode.BAD_APPID.refusal();
        }
        if (!calledSecret.equals(secret)) {
            throw Errcode.BAD_SECRET.refusal();
        }
    }
}
