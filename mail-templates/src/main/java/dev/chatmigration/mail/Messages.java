package dev.chatmigration.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sentences of one language, in ICU message format: arguments by name, with plurals and selects; numbers as the
 * reader's region writes them. A missing sentence
 * or a missing argument is an exception, never a hole in a mail.
 *
 * @see <a href="https://unicode-org.github.io/icu/userguide/format_parse/messages/">Formatting messages</a>
 */
final class Messages {

    /** A sentence and all that it names, also within a branch that is not taken: a hole must not wait for its day. */
    private record Message(MessageFormat format, Set<String> arguments) {}

    private static final Map<String, Map<String, Message>> READ = new ConcurrentHashMap<>();

    /** Tags that files were found for; looking for one takes longer than most of a mail. */
    private static final Set<String> THERE = ConcurrentHashMap.newKeySet();

    private final Language language;
    private final Map<String, Message> messages;

    private Messages(Language language, Map<String, Message> messages) {
        this.language = language;
        this.messages = messages;
    }

    static Messages in(Language language) {
        return new Messages(language, READ.computeIfAbsent(language.tag(), tag -> read(language)));
    }

    static boolean exist(String tag) {
        return THERE.contains(tag) || look(tag);
    }

    private static boolean look(String tag) {
        boolean there = Messages.class.getResource(fileOf(tag)) != null;
        if (there) {
            THERE.add(tag);
        }
        return there;
    }

    /** The sentence of this key, with every argument that it names filled in. */
    String say(String key, Map<String, ?> arguments) {
        Message message = message(key);
        for (String name : message.arguments()) {
            if (!arguments.containsKey(name)) {
                throw new IllegalArgumentException("Message '" + key + "' of language '" + language.tag() + "' needs '"
                        + name + "', given are " + new TreeMap<>(arguments).keySet());
            }
        }
        // Formats are not thread-safe; a copy would have to find out anew how the region writes numbers.
        MessageFormat format = message.format();
        synchronized (format) {
            return format.format(arguments);
        }
    }

    boolean has(String key) {
        return messages.containsKey(key);
    }

    Set<String> keys() {
        return messages.keySet();
    }

    Set<String> argumentsOf(String key) {
        return message(key).arguments();
    }

    String patternOf(String key) {
        return message(key).format().toPattern();
    }

    private Message message(String key) {
        Message message = messages.get(key);
        if (message == null) {
            throw new IllegalArgumentException("No message '" + key + "' in language '" + language.tag() + "'");
        }
        return message;
    }

    private static Map<String, Message> read(Language language) {
        String file = fileOf(language.words());
        Properties properties = new Properties();
        try (InputStream stream = Objects.requireNonNull(Messages.class.getResourceAsStream(file), file);
                Reader reader = new InputStreamReader(stream, UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        Map<String, Message> messages = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            messages.put(key, parse(file, key, properties.getProperty(key), language.locale()));
        }
        return messages;
    }

    private static Message parse(String file, String key, String pattern, ULocale locale) {
        try {
            return new Message(new MessageFormat(pattern, locale), argumentsIn(new MessagePattern(pattern)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("Malformed message '" + key + "' in " + file + ": " + pattern, e);
        }
    }

    // MessageFormat.getArgumentNames() leaves out what stands within plurals and selects.
    private static Set<String> argumentsIn(MessagePattern pattern) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPartType(i) == MessagePattern.Part.Type.ARG_NAME) {
                names.add(pattern.getSubstring(pattern.getPart(i)));
            }
        }
        return names;
    }

    private static String fileOf(String tag) {
        return "messages_" + tag + ".properties";
    }
}
