/** Whether what the program is built of holds together: a native image is linked as a whole, when it is built. */
@NullMarked
package dev.aicli.migrate.linkage;

import org.jspecify.annotations.NullMarked;
