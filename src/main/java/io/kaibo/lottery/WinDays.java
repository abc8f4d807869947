package io.kaibo.lottery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;

/** The days by which wins are kept: days of China, {@code 20260301}. */
public final class WinDays {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.ofHours(8));

    private WinDays() {}

    public static String of(Instant moment) {
        return DAY.format(moment);
    }

    /** The day of this moment and those before it. */
    public static List<String> endingAt(Instant moment, int days) {
        return IntStream.range(0, days)
                .mapToObj(day -> of(moment.minus(Duration.ofDays(day))))
                .toList();
    }
}
