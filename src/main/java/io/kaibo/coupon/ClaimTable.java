package io.kaibo.coupon;

import io.kaibo.aws.Item;
import io.kaibo.aws.NewItem;
import io.kaibo.aws.Query;
import io.kaibo.aws.Table;
import io.kaibo.aws.Tables;
import io.kaibo.person.Person;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Claims, read. Each topic writes them by a table of its own. */
@Singleton
public class ClaimTable {

    private final Table coupons;

    ClaimTable(Tables tables) {
        this.coupons = tables.open(CouponItems.TABLE);
    }

    /** The claim, after every write that is done. */
    public Optional<Claim> find(ClaimId id) {
        return coupons.find(ClaimItems.key(id)).map(ClaimItems::claim);
    }

    /** The claims of a coupon that a person made, the first first, after every write that is done. */
    public List<Claim> findOwn(Person person, CouponId coupon) {
        return coupons.query(Query.by("pk = :person AND begins_with(sk, :coupon)")
                        .consistently()
                        .with(":person", CouponItems.person(person))
                        .with(":coupon", ClaimItems.prefix(coupon)))
                .map(ClaimItems::claim)
                .toList();
    }

    /** @param place the last claim's, behind which the rest begins; null if there is none */
    public record ClaimPage(List<Claim> claims, @Nullable String place) {}

    /**
     * All claims that a person made, by coupon, after every write that is done.
     *
     * @param after the last page's place; null for the first
     */
    public ClaimPage findPage(Person person, @Nullable String after, int most) {
        Table.Part part = coupons.queryPart(Query.by("pk = :person AND begins_with(sk, :claim)")
                .consistently()
                .limit(most)
                .after(after == null ? null : new NewItem(Item.key(CouponItems.person(person), after)))
                .with(":person", CouponItems.person(person))
                .with(":claim", "C#"));
        return new ClaimPage(
                part.items().stream().map(ClaimItems::claim).toList(),
                part.isLast() ? null : part.items().getLast().text("sk"));
    }
}
