package io.kaibo.reminder.ledger;

import io.kaibo.aws.Words;
import io.kaibo.person.PersonKey;
import io.kaibo.push.PushListener;
import io.kaibo.push.PushedEvent;
import io.kaibo.reminder.ledger.LedgerEntry.What;
import io.kaibo.room.RoomId;
import jakarta.inject.Singleton;
import java.util.List;

/** Writes viewers' answers and what became of messages into the ledger, as WeChat tells them. */
@Singleton
class CountEvents implements PushListener {

    private final LedgerTable ledger;
    private final PersonKey personKey;

    CountEvents(LedgerTable ledger, PersonKey personKey) {
        this.ledger = ledger;
        this.personKey = personKey;
    }

    /** Counts an event, once however often it is told. */
    @Override
    public void handle(PushedEvent event) {
        entries(event).forEach(ledger::put);
    }

    /**
     * The entries of an event. WeChat numbers messages, each of which has one result, and no other event. So an entry's id is a digest of
     * the person, the second and all that the event says: a person can refuse and accept within one second, and WeChat tells both. The
     * person is the pseudonym, since openids could be tried out against a digest.
     */
    private List<LedgerEntry> entries(PushedEvent event) {
        return switch (event) {
            case PushedEvent.Popup popup ->
                popup.choices().stream()
                        .map(choice -> answer(popup.by(), choice))
                        .toList();
            case PushedEvent.Change change ->
                change.turnedOff().stream()
                        .map(templateId -> LedgerEntry.ofTemplate(
                                templateId,
                                What.TURNED_OFF,
                                change.by().at(),
                                "change",
                                person(change.by()),
                                seconds(change.by()),
                                templateId))
                        .toList();
            case PushedEvent.Sent sent ->
                sent.results().stream()
                        .map(result -> LedgerEntry.ofTemplate(
                                result.templateId(),
                                result.delivered() ? What.DELIVERED : What.UNDELIVERED,
                                sent.to().at(),
                                "sent",
                                person(sent.to()),
                                result.templateId(),
                                Long.toString(result.msgId())))
                        .toList();
            case PushedEvent.Followed followed -> {
                RoomId room = RoomId.ofWeChat(followed.roomId());
                What what = followed.follows() ? What.FOLLOWED : What.UNFOLLOWED;
                yield List.of(LedgerEntry.ofRoom(
                        room,
                        what,
                        followed.by().at(),
                        null,
                        Words.of(what),
                        person(followed.by()),
                        seconds(followed.by()),
                        room.value()));
            }
            case PushedEvent.LivePushed pushed -> {
                RoomId room = RoomId.ofWeChat(pushed.roomId());
                LivePush push = new LivePush(
                        pushed.at(),
                        pushed.total(),
                        pushed.success(),
                        pushed.openidErrors(),
                        pushed.relationErrors(),
                        pushed.userLimits(),
                        pushed.internalErrors());
                yield List.of(LedgerEntry.ofRoom(
                        room, What.PUSHED, pushed.at(), push, "pushed", room.value(), pushed.messageId()));
            }
            case PushedEvent.Other other -> List.of();
        };
    }

    private LedgerEntry answer(PushedEvent.Sender by, PushedEvent.Choice choice) {
        What what = choice.accepted() ? What.ACCEPTED : What.REJECTED;
        return LedgerEntry.ofTemplate(
                choice.templateId(),
                what,
                by.at(),
                "popup",
                Words.of(what),
                person(by),
                seconds(by),
                choice.templateId());
    }

    private String person(PushedEvent.Sender sender) {
        return personKey.derive(sender.openid()).value();
    }

    private static String seconds(PushedEvent.Sender sender) {
        return Long.toString(sender.at().getEpochSecond());
    }
}
