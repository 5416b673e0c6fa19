package dev.chatmigration.domain.widgetdetection;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * The tokens of a script, comments told apart from strings, template literals and regular expressions.
 *
 * <p>Forgiving, because pages are: a string or a regular expression ends with its line, what is not JavaScript becomes punctuation.
 * A template literal comes out as the concatenation that it stands for, with each substitution in brackets. One pass, at
 * most two looks at a character.
 */
final class ScriptTokens {

    enum Kind {
        IDENTIFIER,
        STRING,
        NUMBER,
        REGULAR_EXPRESSION,
        PUNCTUATION
    }

    /** After these words a slash starts a regular expression. */
    private static final Set<String> WORDS_BEFORE_EXPRESSION = Set.of(
            "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof");

    private final String text;
    private Kind[] kinds = new Kind[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int[] partners = new int[256];
    private int size;

    private int[] comments = new int[16];
    private int commentCount;

    private int at;
    private int regularExpressionsFailUntil;
    /** Open brackets, as token indices; a bracket that opens a substitution is marked, for the template goes on after it. */
    private int[] open = new int[64];

    private int openCount;
    private final BitSet opensSubstitution = new BitSet();

    private ScriptTokens(String text) {
        this.text = text;
    }

    static ScriptTokens of(String text) {
        var tokens = new ScriptTokens(text);
        tokens.read();
        return tokens;
    }

    int size() {
        return size;
    }

    int start(int token) {
        return starts[token];
    }

    int end(int token) {
        return ends[token];
    }

    boolean isString(int token) {
        return token >= 0 && token < size && kinds[token] == Kind.STRING;
    }

    boolean isIdentifier(int token) {
        return token >= 0 && token < size && kinds[token] == Kind.IDENTIFIER;
    }

    boolean isIdentifier(int token, String name) {
        return isIdentifier(token)
                && ends[token] - starts[token] == name.length()
                && text.startsWith(name, starts[token]);
    }

    boolean is(int token, char punctuation) {
        return token >= 0
                && token < size
                && kinds[token] == Kind.PUNCTUATION
                && text.length() > starts[token]
                && charOf(token) == punctuation;
    }

    /** Text of an identifier or a number. */
    String word(int token) {
        return text.substring(starts[token], ends[token]);
    }

    /** A string as the script sees it. */
    String string(int token) {
        return ScriptStrings.decode(text, starts[token], ends[token]);
    }

    /** The bracket that closes this one or, in a text cut short, the end. */
    int partner(int openBracket) {
        return partners[openBracket] < 0 ? size : partners[openBracket];
    }

    int commentCount() {
        return commentCount;
    }

    int commentStart(int comment) {
        return comments[2 * comment];
    }

    int commentEnd(int comment) {
        return comments[2 * comment + 1];
    }

    /** Template literals bring brackets and plus signs that do not stand in the text. */
    private char charOf(int token) {
        if (ends[token] < 0) {
            return (char) -ends[token];
        }
        return text.charAt(starts[token]);
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ' || c == TemplateCode.UNKNOWN || c == '\u00a0' || c == '\ufeff') {
                at++;
            } else if (Character.isJavaIdentifierStart(c)) {
                readWord();
            } else if (c >= '0' && c <= '9') {
                readNumber();
            } else if (c == '"' || c == '\'') {
                readString(c);
            } else if (c == '`') {
                at++;
                readTemplate();
            } else if (c == '/') {
                readSlash();
            } else if (c == '<' && text.startsWith("<!--", at)) {
                addComment(at, endOfLine(at));
            } else if (c == '-' && text.startsWith("-->", at) && isFirstOnLine(at)) {
                addComment(at, endOfLine(at));
            } else if (c == '\\') {
                // Code inside the string of another language: \$zopim, \/\/.
                at++;
            } else {
                readPunctuation(c);
            }
        }
        while (openCount > 0) {
            partners[open[--openCount]] = -1;
        }
    }

    private void readWord() {
        int start = at;
        while (at < text.length()
                && Character.isJavaIdentifierPart(text.charAt(at))
                && text.charAt(at) != TemplateCode.UNKNOWN) {
            at++;
        }
        add(Kind.IDENTIFIER, start, at);
    }

    private void readNumber() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        add(Kind.NUMBER, start, at);
    }

    private void readString(char quote) {
        int start = at + 1;
        int end = start;
        while (end < text.length() && text.charAt(end) != quote) {
            char c = text.charAt(end);
            if (c == '\n') {
                break;
            }
            // A backslash at the end of a line continues the string on the next one.
            end += c == '\\' ? (text.startsWith("\r\n", end + 1) ? 3 : 2) : 1;
        }
        end = Math.min(end, text.length());
        add(Kind.STRING, start, end);
        at = Math.min(text.length(), end + 1);
    }

    private void readTemplate() {
        int start = at;
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == '`') {
                add(Kind.STRING, start, end);
                at = end + 1;
                return;
            }
            if (c == '$' && text.startsWith("${", end)) {
                add(Kind.STRING, start, end);
                addImplied('+', end);
                addImplied('(', end);
                opensSubstitution.set(openBracket());
                at = end + 2;
                return;
            }
            end += c == '\\' ? 2 : 1;
        }
        add(Kind.STRING, start, text.length());
        at = text.length();
    }

    private void readSlash() {
        if (text.startsWith("//", at)) {
            addComment(at, endOfLine(at));
        } else if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            addComment(at, end < 0 ? text.length() : end + 2);
        } else if (!startsRegularExpression() || !readRegularExpression()) {
            readPunctuation('/');
        }
    }

    private boolean startsRegularExpression() {
        if (at < regularExpressionsFailUntil) {
            return false;
        }
        if (size == 0) {
            return true;
        }
        int before = size - 1;
        return switch (kinds[before]) {
            case IDENTIFIER -> WORDS_BEFORE_EXPRESSION.contains(word(before));
            case PUNCTUATION -> ")]}".indexOf(charOf(before)) < 0;
            default -> false;
        };
    }

    private boolean readRegularExpression() {
        boolean inClass = false;
        int end = at + 1;
        for (; end < text.length(); end++) {
            char c = text.charAt(end);
            if (c == '\n') {
                break;
            }
            if (c == '\\') {
                end++;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '/' && !inClass) {
                int start = at;
                at = end + 1;
                while (at < text.length() && Character.isLetter(text.charAt(at))) {
                    at++;
                }
                add(Kind.REGULAR_EXPRESSION, start, at);
                return true;
            }
        }
        // No other slash of this line is tried again, so that a long line of slashes is read once.
        regularExpressionsFailUntil = end;
        return false;
    }

    private void readPunctuation(char c) {
        add(Kind.PUNCTUATION, at, at + 1);
        at++;
        if (c == '(' || c == '[' || c == '{') {
            openBracket();
        } else if (c == ')' || c == ']' || c == '}') {
            closeBracket();
        }
    }

    private int openBracket() {
        if (openCount == open.length) {
            open = Arrays.copyOf(open, openCount * 2);
        }
        open[openCount++] = size - 1;
        return size - 1;
    }

    private void closeBracket() {
        int closing = size - 1;
        if (openCount == 0) {
            return;
        }
        int opening = open[--openCount];
        partners[opening] = closing;
        partners[closing] = opening;
        if (opensSubstitution.get(opening) && charOf(closing) == '}') {
            ends[closing] = -')';
            addImplied('+', at);
            readTemplate();
        }
    }

    private void addComment(int start, int end) {
        if (2 * commentCount == comments.length) {
            comments = Arrays.copyOf(comments, comments.length * 2);
        }
        comments[2 * commentCount] = start;
        comments[2 * commentCount + 1] = end;
        commentCount++;
        at = end;
    }

    private void addImplied(char punctuation, int start) {
        add(Kind.PUNCTUATION, Math.min(start, text.length() - 1), -punctuation);
    }

    private void add(Kind kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
            partners = Arrays.copyOf(partners, size * 2);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        partners[size] = -1;
        size++;
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private boolean isFirstOnLine(int position) {
        int before = position - 1;
        while (before >= 0 && (text.charAt(before) == ' ' || text.charAt(before) == '\t')) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n' || text.charAt(before) == '\r';
    }
}
