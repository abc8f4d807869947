package io.kaibo.lottery.code;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tiers that have codes.
 *
 * @param tiers from 0, in their order
 */
public record GivenTiers(List<Integer> tiers) {

    static final GivenTiers NONE = new GivenTiers(List.of());

    public static GivenTiers of(Collection<Integer> tiers) {
        return new GivenTiers(tiers.stream().sorted().toList());
    }

    /** The tiers that {@link #write} wrote. */
    static GivenTiers read(String text) {
        return of(Stream.of(text.split(",")).map(Integer::valueOf).toList());
    }

    /** As {@code 1,3}: one text for the same tiers. */
    public String write() {
        return tiers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    GivenTiers with(int tier) {
        SortedSet<Integer> more = new TreeSet<>(tiers);
        more.add(tier);
        return of(more);
    }

    /** Those of the wanted tiers that have no codes. */
    public List<Integer> findMissing(List<Integer> wanted) {
        List<Integer> missing = new ArrayList<>(wanted);
        missing.removeAll(tiers);
        return List.copyOf(missing);
    }
}
