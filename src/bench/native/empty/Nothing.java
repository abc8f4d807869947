import io.quarkus.funqy.Funq;

/** A function that does nothing. */
public class Nothing {
    @Funq("reference")
    public String nothing(String event) {
        return event;
    }
}
