package dev.aicli.migrate.app;

import dev.aicli.migrate.database.Masking;
import dev.aicli.migrate.model.Phase;

/** Hears what should be told beside results. It hides what it is told to hide. */
public interface Reporter {
    /** Something that goes on. */
    public void info(String text);

    /** Something for those who want to hear more. */
    public void detail(String text);

    /** Something that should be known. */
    public void warning(String text);

    /** Hides what this masking knows too, from now on. */
    public void hide(Masking masking);

    /** {@return what hides passwords, as far as they are known by now} */
    public Masking masking();

    /** {@return the text without passwords} */
    public String masked(String text);

    /** What is done from now on belongs to that phase. */
    public void entered(Phase phase);
}
