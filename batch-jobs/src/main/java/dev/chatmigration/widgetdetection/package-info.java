/**
 * What chat widget the pages of an account carry. A page flows from the feed through the detector; only what was seen is
 * kept, with a hash, so that an unchanged page is not scanned again by the same detector.
 */
@NullMarked
package dev.chatmigration.widgetdetection;

import org.jspecify.annotations.NullMarked;
