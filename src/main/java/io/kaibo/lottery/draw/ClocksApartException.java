package io.kaibo.lottery.draw;

import java.io.Serial;
import java.time.Duration;

/** The clock of this instance cannot be trusted: a frozen record would name a round that may be out already. */
final class ClocksApartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    ClocksApartException(Duration apart) {
        super("the clocks of DynamoDB and of this instance are " + apart + " apart");
    }
}
