package org.exojvm.api.id;

/** A typed identifier: text that means one kind of thing only. */
public sealed interface Id
    permits NodeId, ModelId, CommandId, MetaInstanceId, EventId, TaskId, InstanceId, RunnerId {

  /** Returns the id as text, never empty. */
  String value();
}
