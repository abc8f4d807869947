package io.kaibo.drand;

import io.kaibo.base.Settings;
import io.kaibo.drand.RoundAnswer.Found;
import io.kaibo.drand.RoundAnswer.NotYet;
import io.kaibo.drand.RoundAnswer.Unavailable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;

/** Fetches rounds from the configured mirrors. Nothing is opened before the first fetch, and nothing stays open after one. */
@Singleton
public class DrandMirrors {

    private final DrandConfig config;
    private final Clock clock;

    DrandMirrors(DrandConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * Asks the mirrors in turn until one has the round's signature. No mirror is asked before the round is due: a relay would hold the call.
     *
     * @param round 1 or more
     */
    public RoundAnswer fetch(DrandChain chain, long round) {
        if (clock.instant().getEpochSecond() < chain.timeOf(round)) {
            return new NotYet();
        }
        RoundAnswer answer = new Unavailable();
        for (URI address : Settings.require("KAIBO_DRAND_MIRRORS", config.mirrors())) {
            switch (new MirrorCall(DrandMirror.parse(address), chain, round, config.timeout()).fetch()) {
                case Found found -> {
                    return found;
                }
                case NotYet notYet -> answer = notYet;
                case Unavailable _ -> {}
            }
        }
        return answer;
    }
}
