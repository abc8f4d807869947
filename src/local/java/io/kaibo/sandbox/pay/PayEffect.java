package io.kaibo.sandbox.pay;

import io.kaibo.sandbox.Answer;
import java.net.URI;
import java.util.Optional;

/**
 * What a call did.
 *
 * @param coupon the coupon that was sent, if it is one
 * @param address where notifications go from now on, if it says so
 * @param notice what is notified of it, if anything is
 */
record PayEffect(Answer answer, Optional<String> coupon, Optional<URI> address, Optional<PayNotice> notice) {
    static PayEffect of(Answer answer) {
        return new PayEffect(answer, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static PayEffect ofSend(Answer answer, String coupon) {
        return new PayEffect(answer, Optional.of(coupon), Optional.empty(), Optional.empty());
    }

    static PayEffect ofAddress(Answer answer, URI address) {
        return new PayEffect(answer, Optional.empty(), Optional.of(address), Optional.empty());
    }

    static PayEffect ofNotice(Answer answer, PayNotice notice) {
        return new PayEffect(answer, Optional.empty(), Optional.empty(), Optional.of(notice));
    }
}
