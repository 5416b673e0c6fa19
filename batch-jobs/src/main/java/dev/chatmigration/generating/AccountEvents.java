package dev.chatmigration.generating;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What accounts and operations change their minds about in the weeks after the first night. */
final class AccountEvents {
    private AccountEvents() {}

    static List<ObjectNode> of(Customer customer, Dice dice) {
        List<ObjectNode> events = new ArrayList<>();
        if (dice.perMille(Mix.CANCELS)) {
            events.add(event(customer, "cancel", after(3, 15, dice), "Our season sale was extended", null));
        }
        if (dice.perMille(Mix.RESCHEDULES)) {
            String time = "2027-01-" + dice.between(10, 28) + "T0" + dice.between(3, 6) + ":00";
            events.add(event(customer, "reschedule", after(3, 15, dice), "Half of the team is away", time));
        }
        if (dice.perMille(Mix.HELD)) {
            events.add(event(customer, "hold", after(1, 10, dice), "An invoice is being clarified", null));
            if (dice.perMille(Mix.RELEASED)) {
                events.add(event(customer, "release", after(12, 40, dice), "The invoice is settled", null));
            }
        }
        if (dice.perMille(Mix.FINALIZES)) {
            events.add(event(customer, "finalized", after(60, 90, dice), "All tasks are done", null));
        }
        return events;
    }

    private static ObjectNode event(
            Customer customer, String kind, Instant at, String reason, @Nullable String localTime) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("account_id", customer.id())
                .put("event", kind)
                .put("at", at.toString())
                .put("by", "administrator@" + customer.asciiDomain())
                .put("reason", reason)
                .put("local_time", localTime);
    }

    private static Instant after(int fromDay, int toDay, Dice dice) {
        return dice.instant(
                Customer.FIRST_NIGHT.plus(Duration.ofDays(fromDay)), Customer.FIRST_NIGHT.plus(Duration.ofDays(toDay)));
    }
}
