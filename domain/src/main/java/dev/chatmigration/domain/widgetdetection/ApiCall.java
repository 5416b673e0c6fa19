package dev.chatmigration.domain.widgetdetection;

import org.jspecify.annotations.Nullable;

/**
 * A call of the old chat API in live code.
 *
 * @param call written out in full, through whatever variable it was made: {@code $zopim.livechat.window.show}
 * @param line 1-based line of the source
 * @param supported whether it does under the Web Widget what it did before
 * @param instead what to write in its place, or what is lost; null where nothing is to be said
 */
public record ApiCall(
        String call, int line, boolean supported, @Nullable String instead) {}
