/** Database URLs, connections, and one small class per database. */
@NullMarked
package dev.aicli.migrate.database;

import org.jspecify.annotations.NullMarked;
