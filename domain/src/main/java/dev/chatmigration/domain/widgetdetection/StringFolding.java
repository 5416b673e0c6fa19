package dev.chatmigration.domain.widgetdetection;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts strings together as the script would: {@code ('https:'==p?'https://ssl':'http://cdn')+'.zopim.com/?'+key}. What is not known
 * becomes {@link TemplateCode#UNKNOWN}; variables are known when a string was assigned to them further up.
 */
final class StringFolding {

    /** Longer values are not remembered for variables, or doubling them again and again would fill the memory. */
    private static final int LONGEST_CONSTANT = 512;

    /** A value as long as this takes in no more variables: a long sum of them would fill the memory, too. */
    private static final int LONGEST_WITH_CONSTANTS = 65_536;

    private static final int MOST_OPERANDS_BEFORE = 8;

    private final ScriptTokens tokens;
    private final Map<String, String> constants = new HashMap<>();
    private int end;

    StringFolding(ScriptTokens tokens) {
        this.tokens = tokens;
    }

    /** The token behind the last fold. */
    int end() {
        return end;
    }

    /** The value of the concatenation of which the string at the token is the first one. */
    String foldAt(int token) {
        var value = new StringBuilder();
        int first = prepend(value, token);
        value.append(tokens.string(token));
        int next = token + 1;
        boolean goesOn = true;
        while (goesOn && next < tokens.size()) {
            if (tokens.is(next, '+') && !tokens.is(next + 1, '+') && !tokens.is(next + 1, '=')) {
                next = append(value, next + 1);
            } else if (isConcat(next)) {
                appendArguments(value, next + 2);
                next = tokens.partner(next + 2) + 1;
            } else {
                goesOn = false;
            }
        }
        end = Math.max(next, token + 1);
        remember(first, value);
        return value.toString();
    }

    /** Known operands before the first string; the rest of them is unknown, and only its end would matter. */
    private int prepend(StringBuilder value, int token) {
        int first = token;
        for (int operand = 0; operand < MOST_OPERANDS_BEFORE && tokens.is(first - 1, '+'); operand++) {
            int before = first - 2;
            var known = tokens.isIdentifier(before) ? constants.get(tokens.word(before)) : null;
            if (known == null) {
                value.insert(0, TemplateCode.UNKNOWN);
                return first;
            }
            value.insert(0, known);
            first = before;
        }
        return first;
    }

    private boolean isConcat(int token) {
        return tokens.is(token, '.') && tokens.isIdentifier(token + 1, "concat") && tokens.is(token + 2, '(');
    }

    private void appendArguments(StringBuilder value, int open) {
        int close = tokens.partner(open);
        for (int token = open + 1; token < close; token++) {
            if (tokens.is(token, ',')) {
                continue;
            }
            token = append(value, token) - 1;
        }
    }

    /** Appends one operand and returns the token behind it. */
    private int append(StringBuilder value, int token) {
        if (tokens.isString(token)) {
            value.append(tokens.string(token));
            return token + 1;
        }
        int next = token;
        String known = null;
        if (tokens.is(next, '(')) {
            boolean single = tokens.partner(next) == next + 2;
            known = single ? constant(next + 1) : null;
            next = tokens.partner(next) + 1;
        }
        while (tokens.isIdentifier(next) || isMemberStart(next)) {
            if (tokens.isIdentifier(next)) {
                known = constant(next);
                next++;
            } else if (tokens.is(next, '.')) {
                next++;
            } else {
                known = null;
                next = tokens.partner(next) + 1;
            }
        }
        if (known == null || value.length() > LONGEST_WITH_CONSTANTS) {
            value.append(TemplateCode.UNKNOWN);
        } else {
            value.append(known);
        }
        // Something else, a number or a sign: it ends the concatenation but must be passed.
        return next == token ? token + 1 : next;
    }

    private boolean isMemberStart(int token) {
        return tokens.is(token, '.') || tokens.is(token, '(') || tokens.is(token, '[');
    }

    private @Nullable String constant(int token) {
        return tokens.isIdentifier(token) ? constants.get(tokens.word(token)) : null;
    }

    private void remember(int first, StringBuilder value) {
        if (tokens.is(first - 1, '=') && tokens.isIdentifier(first - 2) && value.length() <= LONGEST_CONSTANT) {
            constants.put(tokens.word(first - 2), value.toString());
        }
    }
}
