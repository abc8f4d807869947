package io.kaibo.lottery.admin;

import jakarta.inject.Singleton;

/** Keeps the list of the shop's staff. A lottery's rules have the list as it was at the start, so a change leaves running lotteries as they are. */
@Singleton
class KeepStaff {

    private final StaffTable table;

    KeepStaff(StaffTable table) {
        this.table = table;
    }

    Staff find() {
        return new Staff(table.find());
    }

    Staff set(StaffBody body) {
        table.put(body.toPersons());
        return new Staff(body.toPersons());
    }
}
