package io.kaibo.sandbox;

import java.util.function.Function;

/**
 * The current {@link World} and its lock. Only one effect happens at a time, so the state, except {@link Pushes}, needs no
 * locks of its own. A reset is a new world, so nothing of the old one can be left in it.
 */
final class Stage {
    private final Options options;
    private final Courier courier;
    private World world;

    Stage(Options options, Courier courier) {
        this.options = options;
        this.courier = courier;
        this.world = new World(options, courier);
    }

    synchronized <T> T with(Function<World, T> action) {
        return action.apply(world);
    }

    synchronized void restart(boolean demoRooms) {
        world.pushes().stop();
        world = new World(new Options(options.port(), options.appid(), options.secret(), demoRooms), courier);
    }
}
