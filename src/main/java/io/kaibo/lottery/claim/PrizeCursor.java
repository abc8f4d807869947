package io.kaibo.lottery.claim;

import io.kaibo.lottery.Alias;
import io.kaibo.lottery.LotteryId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * After which winner a list goes on. Callers get it as an opaque {@code next} and send it back.
 *
 * @param offeredAt as the winner's item has it
 */
record PrizeCursor(LotteryId lottery, Alias alias, Instant offeredAt) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9_-]{21}[AQgw]),([0-9a-f]{32}),([0-9]{1,15})");

    String encode() {
        String text = lottery + "," + alias.toHex() + "," + offeredAt.toEpochMilli();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty if no list gave this out as its {@code next}. */
    static Optional<PrizeCursor> decode(String encoded) {
        try {
            Matcher parts = TEXT.matcher(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII));
            if (!parts.matches()) {
                return Optional.empty();
            }
            PrizeCursor cursor = new PrizeCursor(
                    new LotteryId(parts.group(1)),
                    Alias.ofHex(parts.group(2)),
                    Instant.ofEpochMilli(Long.parseLong(parts.group(3))));
            return cursor.encode().equals(encoded) ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
