package org.exojvm.core.codec.internal;

import org.exojvm.api.id.CommandId;
import org.exojvm.api.id.EventId;
import org.exojvm.api.id.Id;
import org.exojvm.api.id.InstanceId;
import org.exojvm.api.id.MetaInstanceId;
import org.exojvm.api.id.ModelId;
import org.exojvm.api.id.NodeId;
import org.exojvm.api.id.RunnerId;
import org.exojvm.api.id.TaskId;

/** Ids as values and as keys. */
final class Ids {

  static final ValueCodec<NodeId> NODE = Scalars.id(NodeId::new);
  static final ValueCodec<ModelId> MODEL = Scalars.id(ModelId::new);
  static final ValueCodec<CommandId> COMMAND = Scalars.id(CommandId::new);
  static final ValueCodec<MetaInstanceId> META_INSTANCE = Scalars.id(MetaInstanceId::new);
  static final ValueCodec<EventId> EVENT = Scalars.id(EventId::new);
  static final ValueCodec<TaskId> TASK = Scalars.id(TaskId::new);
  static final ValueCodec<InstanceId> INSTANCE = Scalars.id(InstanceId::new);
  static final ValueCodec<RunnerId> RUNNER = Scalars.id(RunnerId::new);

  static final MapKey<NodeId> NODE_KEY = new MapKey<>(NodeId::new, Id::value);
  static final MapKey<MetaInstanceId> META_INSTANCE_KEY =
      new MapKey<>(MetaInstanceId::new, Id::value);
  static final MapKey<TaskId> TASK_KEY = new MapKey<>(TaskId::new, Id::value);
  static final MapKey<InstanceId> INSTANCE_KEY = new MapKey<>(InstanceId::new, Id::value);
  static final MapKey<RunnerId> RUNNER_KEY = new MapKey<>(RunnerId::new, Id::value);

  private Ids() {}
}
