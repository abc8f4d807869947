package io.kaibo.sandbox;

import java.util.List;
import java.util.Map;

/** The goods of the sandbox's small shop, in the fields of a room's goods. */
final class Catalogue {
    static final Map<String, ?> SCARF = goods(101, "纯羊绒格纹围巾", 1, 39900, 0);
    static final Map<String, ?> TEA = goods(102, "明前西湖龙井50克", 2, 12800, 36800);
    static final Map<String, ?> CUP = goods(103, "手作粗陶茶杯", 1, 6800, 0);
    static final Map<String, ?> LAMP = goods(104, "护眼学习台灯", 3, 25900, 19900);
    static final Map<String, ?> NOTEBOOK = goods(105, "线装方格笔记本三册", 1, 2990, 0);

    static final List<Map<String, ?>> ALL = List.of(SCARF, TEA, CUP, LAMP, NOTEBOOK);

    private Catalogue() {}

    private static Map<String, ?> goods(int id, String name, int priceType, int price, int price2) {
        return Map.of(
                "goods_id", id,
                "name", name,
                "cover_img", RoomDefaults.image("goods" + id),
                "url", "pages/goods/detail.html?id=" + id,
                "price_type", priceType,
                "price", price,
                "price2", price2);
    }
}
