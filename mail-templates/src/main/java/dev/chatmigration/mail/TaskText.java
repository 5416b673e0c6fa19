package dev.chatmigration.mail;

import com.ibm.icu.text.ListFormatter;
import dev.chatmigration.domain.notification.Notice.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A task in words; public for the compiled templates. */
public final class TaskText {

    /** The words of each check are the same in every notice. */
    private static final Map<Wanted, Words> WORDS = new ConcurrentHashMap<>();

    private final Task task;
    private final Language language;
    private final Words words;

    private TaskText(Task task, Language language, Words words) {
        this.task = task;
        this.language = language;
        this.words = words;
    }

    static TaskText of(Task task, Language language) {
        return new TaskText(
                task,
                language,
                WORDS.computeIfAbsent(new Wanted(task.check(), task.blocks(), language), Wanted::words));
    }

    public String title() {
        return words.title();
    }

    public String whatToDo() {
        return words.whatToDo();
    }

    public boolean blocks() {
        return task.blocks();
    }

    /** All of it but whom it affects, as one paragraph. */
    public String inProduct() {
        return words.inProduct();
    }

    /** Whom or what it is about; null where that says no more than the title. */
    public @Nullable String affected() {
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

    private record Words(String title, String whatToDo, String inProduct) {}

    private record Wanted(String check, boolean blocks, Language language) {
        Words words() {
            Messages messages = Messages.in(language);
            String title = CheckTexts.title(check, language);
            String whatToDo = CheckTexts.whatToDo(check, language);
            String mark = messages.say("task.blocks", Map.of());
            return new Words(
                    title,
                    whatToDo,
                    messages.say(
                            "task.in-product",
                            Map.of(
                                    "title", title,
                                    "todo", whatToDo,
                                    "mark", mark,
                                    "blocks", Boolean.toString(blocks))));
        }
    }
}
