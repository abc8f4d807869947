package io.kaibo.sandbox;

import java.util.function.Function;

/**
 * The one {@link World} there is at a time, and its lock. Every effect happens alone, so the state, {@link Pushes} apart,
 * needs no locks of its own, and a reset is a new world: nothing of the old one can be forgotten in it.
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
