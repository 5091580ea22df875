package org.exojvm.core.node;

import com.google.common.collect.ImmutableList;
import org.exojvm.api.collection.JsonText;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.core.event.Event;
import org.exojvm.core.event.OpaqueEvent;
import org.exojvm.core.event.StreamEvent.InputChunkReceived;
import org.exojvm.core.event.StreamEvent.TracesMerged;
import org.exojvm.core.event.TaskEvent.TaskCreated;
import org.exojvm.core.task.GenerationTask.ImageEdits;
import org.exojvm.core.task.GenerationTask.ImageGeneration;
import org.exojvm.core.task.GenerationTask.TextGeneration;
import org.exojvm.core.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * About how many characters an event holds. Only what clients write is counted, which may be a
 * thousand times more than all the rest; everything else is taken for an average.
 */
final class EventWeight {

  /** What ids, tags and figures of an event come to. */
  static final int AVERAGE = 300;

  private EventWeight() {}

  static int of(Event event) {
    long chars =
        switch (event) {
          case TaskCreated created -> of(created.task());
          case InputChunkReceived received -> received.chunk().data().length();
          case OpaqueEvent opaque -> opaque.payload().text().length();
          case TracesMerged merged -> (long) merged.traces().size() * AVERAGE;
          default -> 0;
        };
    return (int) Math.min(Integer.MAX_VALUE, AVERAGE + chars);
  }

  private static long of(Task task) {
    return switch (task) {
      case TextGeneration text -> of(text.taskParams());
      case ImageGeneration image -> image.taskParams().prompt().length();
      case ImageEdits edits ->
          (long) edits.taskParams().prompt().length() + edits.taskParams().imageData().length();
      default -> 0;
    };
  }

  private static long of(TextGenerationTaskParams params) {
    long chars = params.instructions() == null ? 0 : params.instructions().length();
    for (InputMessage message : params.input()) {
      chars += message.content().length();
    }
    return chars + of(params.tools()) + of(params.chatTemplateMessages());
  }

  private static long of(@Nullable ImmutableList<JsonText> texts) {
    return texts == null ? 0 : texts.stream().mapToLong(text -> text.text().length()).sum();
  }
}
