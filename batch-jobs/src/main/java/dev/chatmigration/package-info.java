/** The batch system; each sub-package is one topic, named as the steps are. */
@NullMarked
package dev.chatmigration;

import org.jspecify.annotations.NullMarked;
