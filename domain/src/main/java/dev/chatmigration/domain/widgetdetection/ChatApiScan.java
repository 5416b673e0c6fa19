package dev.chatmigration.domain.widgetdetection;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the calls of the legacy chat API in a script, made directly or through variables. */
final class ChatApiScan {

    private static final String STUB = "$zopim";
    private static final String ROOT_MEMBER = "livechat";
    private static final Set<String> INVOKERS = Set.of("call", "apply", "bind");
    private static final Set<String> DECLARATIONS = Set.of("var", "let", "const");

    /** The names of the API have at most half as many characters; what goes on further is none of it. */
    private static final int LONGEST_PATH = 120;

    /** In tokens: nobody takes more out of an object by name. */
    private static final int LONGEST_PATTERN = 1_000;

    private final PageScan page;
    private final Fragment fragment;
    private final ScriptTokens tokens;
    private final Map<String, Alias> aliases = new HashMap<>();
    private final List<Integer> openBlocks = new ArrayList<>();
    /** Members of chains already followed. No chain starts at them, or one of a megabyte would be read from each of its links. */
    private final BitSet membersSeen = new BitSet();

    /** What a variable holds, {@code livechat.window}, and the token behind which it is out of sight. */
    private record Alias(String path, int until) {}

    ChatApiScan(PageScan page, Fragment fragment, ScriptTokens tokens) {
        this.page = page;
        this.fragment = fragment;
        this.tokens = tokens;
    }

    void scan() {
        page.globalAliases().forEach((name, path) -> aliases.put(name, new Alias(path, Integer.MAX_VALUE)));
        for (int token = 0; token < tokens.size(); token++) {
            if (tokens.is(token, '{')) {
                openBlocks.add(tokens.partner(token));
            } else if (!openBlocks.isEmpty() && openBlocks.get(openBlocks.size() - 1) <= token) {
                openBlocks.remove(openBlocks.size() - 1);
            } else if (!membersSeen.get(token)) {
                visit(token);
            }
        }
    }

    private void visit(int token) {
        if (tokens.isIdentifier(token)) {
            visitWord(token);
        } else if (tokens.isString(token)
                && tokens.is(token - 1, '[')
                && tokens.string(token).equals(STUB)) {
            follow(token, token + 2, "");
        }
    }

    private void visitWord(int token) {
        if (tokens.isIdentifier(token, STUB)) {
            follow(token, token + 1, "");
            return;
        }
        if (aliases.isEmpty()) {
            return;
        }
        var alias = aliases.get(nameAt(token));
        if (alias != null && token <= alias.until()) {
            if (tokens.is(token + 1, '(') && alias.path().indexOf('.') > 0) {
                report(alias.path(), token, token + 1, false);
            } else {
                follow(token, token + 1, alias.path());
            }
        }
    }

    /** Properties are remembered with their dot: {@code this.chat} is another variable than {@code chat}. */
    private String nameAt(int token) {
        return tokens.is(token - 1, '.') ? "." + tokens.word(token) : tokens.word(token);
    }

    /** Follows the members behind a chain's first word: {@code .livechat.window.show(…).hide(…)}. */
    private void follow(int firstToken, int next, String path) {
        boolean chained = false;
        var reached = path;
        int token = next;
        while (true) {
            int member = memberAt(token);
            if (member < 0) {
                break;
            }
            membersSeen.set(member);
            if (reached.length() <= LONGEST_PATH) {
                reached = reached.isEmpty() ? nameOf(member) : reached + "." + nameOf(member);
            }
            token = tokens.is(member - 1, '[') ? member + 2 : member + 1;
            if (!tokens.is(token, '(')) {
                continue;
            }
            if (reached.equals(ROOT_MEMBER)) {
                token = tokens.partner(token) + 1;
                continue;
            }
            report(reached, member, token, chained);
            token = tokens.partner(token) + 1;
            reached = ROOT_MEMBER;
            chained = true;
        }
        if (!chained && isPartOfApi(reached)) {
            noteUse(firstToken, token, reached);
        }
    }

    private static boolean isPartOfApi(String path) {
        return path.isEmpty() || path.equals(ROOT_MEMBER) || path.startsWith(ROOT_MEMBER + ".");
    }

    /** The token of the member's name in {@code .name}, {@code ?.name} or {@code ['name']}, or -1. */
    private int memberAt(int token) {
        int start = tokens.is(token, '?') && tokens.is(token + 1, '.') ? token + 1 : token;
        if (tokens.is(start, '.') && tokens.isIdentifier(start + 1)) {
            return start + 1;
        }
        boolean bracket = tokens.is(start, '[') && tokens.isString(start + 1) && tokens.is(start + 2, ']');
        return bracket ? start + 1 : -1;
    }

    private String nameOf(int token) {
        return tokens.isString(token) ? tokens.string(token) : tokens.word(token);
    }

    private void report(String path, int member, int open, boolean chained) {
        if (!path.startsWith(ROOT_MEMBER + ".")) {
            return;
        }
        var name = withoutInvoker(path.substring(ROOT_MEMBER.length() + 1));
        int line = fragment.lineAt(tokens.start(member));
        if (chained) {
            // What is not in the table is called on the value that a getter returned: getEmail().trim().
            if (ChatApi.knows(name)) {
                page.findings().add(ChatApi.chained(name, line));
            }
        } else if (name.equals("set")) {
            page.findings().add(ChatApi.set(propertiesOf(open + 1), line));
        } else {
            page.findings().add(ChatApi.call(name, line));
        }
    }

    private static String withoutInvoker(String name) {
        int lastDot = name.lastIndexOf('.');
        return lastDot > 0 && INVOKERS.contains(name.substring(lastDot + 1)) ? name.substring(0, lastDot) : name;
    }

    /** The names in an object literal, or none where something else stands there. */
    private List<String> propertiesOf(int open) {
        var names = new ArrayList<String>();
        if (!tokens.is(open, '{')) {
            return names;
        }
        int close = tokens.partner(open);
        boolean atName = true;
        for (int token = open + 1; token < close; token++) {
            if (tokens.is(token, ',')) {
                atName = true;
            } else if (atName && (tokens.isIdentifier(token) || tokens.isString(token))) {
                names.add(nameOf(token));
                atName = false;
            } else if (tokens.is(token, '(') || tokens.is(token, '[') || tokens.is(token, '{')) {
                token = tokens.partner(token);
            }
        }
        return names;
    }

    /** A part of the API that is not called here: kept in a variable, or handed over to be called by others. */
    private void noteUse(int firstToken, int next, String path) {
        int first = tokens.is(firstToken - 1, '.') && tokens.isIdentifier(firstToken - 2) ? firstToken - 2 : firstToken;
        boolean complete = next >= tokens.size() || tokens.isIdentifier(next) || endsExpression(next);
        if (!complete) {
            return;
        }
        if (tokens.is(first - 1, '=')) {
            noteAlias(first - 2, path);
        } else if (isHandedOver(first)) {
            reportReference(path, next - 1);
        }
    }

    private boolean endsExpression(int token) {
        return ";,)}]:".chars().anyMatch(c -> tokens.is(token, (char) c));
    }

    private boolean isHandedOver(int first) {
        if (tokens.is(first - 1, '(')) {
            return tokens.isIdentifier(first - 2)
                    && !tokens.isIdentifier(first - 2, "if")
                    && !tokens.isIdentifier(first - 2, "while");
        }
        return tokens.is(first - 1, ',') || tokens.is(first - 1, ':');
    }

    private void reportReference(String path, int token) {
        var name = path.startsWith(ROOT_MEMBER + ".") ? path.substring(ROOT_MEMBER.length() + 1) : "";
        if (ChatApi.knows(name)) {
            page.findings().add(ChatApi.call(name, fragment.lineAt(tokens.start(token))));
        }
    }

    private void noteAlias(int target, String path) {
        if (tokens.is(target, '}')) {
            noteDestructured(target, path);
        } else if (tokens.isIdentifier(target)) {
            var declaration = tokens.isIdentifier(target - 1) ? tokens.word(target - 1) : "";
            alias(nameAt(target), path, DECLARATIONS.contains(declaration) || isShort(target));
        }
    }

    /** Short names of minified scripts are used for one thing after another, so they do not outlive their function. */
    private boolean isShort(int token) {
        return tokens.end(token) - tokens.start(token) < 3;
    }

    /** {@code const {addTags, setNotes: notes} = $zopim.livechat}. */
    private void noteDestructured(int close, String path) {
        int open = tokens.partner(close);
        if (path.isEmpty() || open > close || close - open > LONGEST_PATTERN) {
            return;
        }
        for (int token = open + 1; token < close; token++) {
            if (tokens.isIdentifier(token)) {
                boolean renamed = tokens.is(token + 1, ':') && tokens.isIdentifier(token + 2);
                int variable = renamed ? token + 2 : token;
                alias(tokens.word(variable), path + "." + tokens.word(token), true);
                token = variable;
            }
        }
    }

    private void alias(String name, String path, boolean local) {
        boolean global = openBlocks.isEmpty() || !local;
        aliases.put(name, new Alias(path, global ? Integer.MAX_VALUE : openBlocks.get(openBlocks.size() - 1)));
        if (global && !isShortName(name)) {
            page.globalAliases().put(name, path);
        }
    }

    private static boolean isShortName(String name) {
        return name.length() < 2;
    }
}
