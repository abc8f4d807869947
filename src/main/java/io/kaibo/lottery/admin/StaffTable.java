package io.kaibo.lottery.admin;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.lottery.LotteryItems;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The shop's staff: one item, {@code STAFF}. */
@Singleton
class StaffTable {

    private static final Map<String, AttributeValue> KEY = Item.key("STAFF", "STAFF");

    private final Table lotteries;

    StaffTable(Tables tables) {
        this.lotteries = tables.open(LotteryItems.TABLE);
    }

    /** Puts a whole list in place of the one that is there. Of two operators the last one's stays: the rules publish how many it has. */
    void put(List<Person> persons) {
        lotteries.put(new NewItem(KEY)
                .with(
                        "persons",
                        persons.stream()
                                .map(person -> new NewItem().with("person", person.value()))
                                .toList()));
    }

    /** After every write that is done. */
    List<Person> find() {
        return lotteries.find(KEY).stream()
                .flatMap(staff -> staff.items("persons").stream())
                .map(StaffTable::person)
                .toList();
    }

    private static Person person(Item item) {
        return new Person(item.text("person"));
    }
}
