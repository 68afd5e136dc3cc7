package dev.aicli.migrate.release.transition;

import dev.aicli.migrate.engine.Plan;
import dev.aicli.migrate.engine.Track;

/** What one track contributes to a transition. */
public record TrackPlan(Track track, Plan plan) {}
