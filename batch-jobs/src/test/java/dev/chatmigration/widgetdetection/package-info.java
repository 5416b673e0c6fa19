@NullMarked
package dev.chatmigration.widgetdetection;

import org.jspecify.annotations.NullMarked;
