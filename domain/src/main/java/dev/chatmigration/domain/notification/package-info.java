/** What people are told, as plain facts; the words are the mail templates' business. */
@NullMarked
package dev.chatmigration.domain.notification;

import org.jspecify.annotations.NullMarked;
