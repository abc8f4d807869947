package io.kaibo.lottery.admin;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;

/** The shop's staff: one item, {@code STAFF}. */
@Singleton
class StaffTable {

    private final Table lotteries;

    StaffTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    void put(List<Person> persons) {
        lotteries.put(new NewItem(LotteryItems.staffKey())
                .with(
                        "persons",
                        persons.stream()
                                .map(person -> new NewItem().with("person", person.value()))
                                .toList()));
    }

    /** After every write that is done. */
    List<Person> find() {
        return lotteries.find(LotteryItems.staffKey()).stream()
                .flatMap(staff -> staff.items("persons").stream())
                .map(StaffTable::person)
                .toList();
    }

    private static Person person(Item item) {
        return new Person(item.text("person"));
    }
}
