package dev.chatmigration.maildispatch;

import java.util.Optional;
import org.springframework.batch.core.step.StepExecution;

/** What others may know about the step, beside its bean. */
public final class MailDispatch {
    /** The name of the step. */
    public static final String STEP = "mail-dispatch";

    private static final String PROBLEM = "mail-dispatch.problem";

    private MailDispatch() {}

    /** Why mails wait although the step is done, and what to do about it: sentences for people. */
    public static Optional<String> problem(StepExecution execution) {
        return Optional.ofNullable((String) execution.getExecutionContext().get(PROBLEM));
    }

    static void leave(String problem, StepExecution execution) {
        execution.getExecutionContext().putString(PROBLEM, problem);
    }
}
