package org.exojvm.core.codec.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.exojvm.api.engine.RunnerStatus;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.instance.Instance;
import org.exojvm.api.instance.ShardMetadata;
import org.exojvm.core.command.Command;
import org.exojvm.core.command.DownloadCommand;
import org.exojvm.core.download.DownloadProgress;
import org.exojvm.core.event.Event;
import org.exojvm.core.info.GatheredInfo;
import org.exojvm.core.task.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Goal: a record that joins a sealed family cannot be forgotten in the table of the family. */
class UnionCodecTest {

  static Stream<Arguments> unions() {
    return Stream.of(
        Arguments.of(EventTables.EVENT, Event.class),
        Arguments.of(CommandTables.COMMAND, Command.class),
        Arguments.of(CommandTables.DOWNLOAD_COMMAND, DownloadCommand.class),
        Arguments.of(TaskTables.TASK, Task.class),
        Arguments.of(RunnerTables.RUNNER_STATUS, RunnerStatus.class),
        Arguments.of(InstanceTables.INSTANCE, Instance.class),
        Arguments.of(ModelTables.SHARD_METADATA, ShardMetadata.class),
        Arguments.of(DownloadTables.DOWNLOAD_PROGRESS, DownloadProgress.class),
        Arguments.of(InfoTables.GATHERED_INFO, GatheredInfo.class),
        Arguments.of(ChunkTables.GENERATION_CHUNK, GenerationChunk.class));
  }

  @ParameterizedTest
  @MethodSource("unions")
  void everyRecordOfTheFamilyHasAVariant(UnionCodec<?> union, Class<?> family) {
    assertThat(union.variantClasses())
        .containsExactlyInAnyOrderElementsOf(records(family).toList());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(UnionCodecTest::records)
        : Stream.of(type);
  }
}
