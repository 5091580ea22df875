package org.exojvm.examples.quickstart;

/** One episode of the story. */
interface Chapter {

  /** Returns what the chapter is called. */
  String title();

  /** Plays it on the scene as the chapter before left it. */
  Outcome play(Scene scene);
}
