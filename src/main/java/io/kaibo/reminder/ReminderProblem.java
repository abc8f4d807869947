package io.kaibo.reminder;

import io.kaibo.http.ProblemType;

/** Why a viewer's reminder cannot be what they ask for. */
public enum ReminderProblem implements ProblemType {
    /** The room takes no such reminders now. */
    REMINDERS_CLOSED,
    /** Its message is under way, or its end is known. */
    REMINDER_NOT_CANCELLABLE
}
