package dev.chatmigration.mail;

import com.ibm.icu.text.ListFormatter;
import dev.chatmigration.domain.notification.Notice.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task in words; public for the compiled templates.
 *
 * @param affected whom or what it is about, null where that says no more than the title
 * @param inProduct all of it but whom it affects, as one paragraph
 */
public record TaskText(
        String title, String whatToDo, @Nullable String affected, boolean blocks, String inProduct) {

    static TaskText of(Task task, Language language) {
        Messages messages = Messages.in(language);
        String title = CheckTexts.title(task.check(), language);
        String whatToDo = CheckTexts.whatToDo(task.check(), language);
        String mark = messages.say("task.blocks", Map.of());
        return new TaskText(
                title,
                whatToDo,
                affectedBy(task, language),
                task.blocks(),
                messages.say(
                        "task.in-product",
                        Map.of(
                                "title",
                                title,
                                "todo",
                                whatToDo,
                                "mark",
                                mark,
                                "blocks",
                                Boolean.toString(task.blocks()))));
    }

    private static @Nullable String affectedBy(Task task, Language language) {
        Messages messages = Messages.in(language);
        if (task.examples().isEmpty()) {
            return task.count() > 1 ? messages.say("task.count", Map.of("count", task.count())) : null;
        }
        List<String> shown = new ArrayList<>();
        task.examples().forEach(example -> shown.add(SingleLine.of(example)));
        int more = task.count() - task.examples().size();
        if (more > 0) {
            shown.add(messages.say("task.more", Map.of("count", more)));
        }
        String list = ListFormatter.getInstance(language.locale()).format(shown);
        return messages.say("task.affected", Map.of("list", list));
    }
}
