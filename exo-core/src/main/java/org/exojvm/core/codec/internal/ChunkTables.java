package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import java.util.List;
import org.exojvm.api.generation.FinishReason;
import org.exojvm.api.generation.GenerationChunk;
import org.exojvm.api.generation.GenerationChunk.ErrorChunk;
import org.exojvm.api.generation.GenerationChunk.ImageChunk;
import org.exojvm.api.generation.GenerationChunk.TokenChunk;
import org.exojvm.api.generation.GenerationChunk.ToolCallChunk;
import org.exojvm.api.generation.InputImageChunk;
import org.exojvm.api.generation.ToolCallItem;
import org.exojvm.api.generation.TopLogprobItem;

/** Pieces of output and input of requests. */
public final class ChunkTables {

  public static final EnumCodec<FinishReason> FINISH_REASON =
      EnumCodec.of(FinishReason.class, FinishReason::wireName);

  public static final RecordCodec<TopLogprobItem> TOP_LOGPROB_ITEM =
      RecordCodec.<TopLogprobItem>plainRecord("TopLogprobItem")
          .ignoringUnknown()
          .required("token", STRING)
          .required("logprob", DOUBLE)
          .nullable("bytes", ListCodec.of(INT))
          .build(
              s -> new TopLogprobItem(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.token(), v.logprob(), v.bytes()));

  /** The id is required: making one up would need randomness, and decoding twice would differ. */
  public static final RecordCodec<ToolCallItem> TOOL_CALL_ITEM =
      RecordCodec.<ToolCallItem>plainRecord("ToolCallItem")
          .ignoringUnknown()
          .required("id", STRING)
          .required("name", STRING)
          .required("arguments", STRING)
          .build(
              s -> new ToolCallItem(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.id(), v.name(), v.arguments()));

  public static final RecordCodec<TokenChunk> TOKEN_CHUNK =
      RecordCodec.<TokenChunk>record("TokenChunk")
          .required("model", Ids.MODEL)
          .required("text", STRING)
          .required("token_id", LONG)
          .requiredOrNull("usage", StatsTables.USAGE)
          .nullable(
              "finish_reason",
              FINISH_REASON.only(
                  List.of(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER)))
          .nullable("stats", StatsTables.GENERATION_STATS)
          .nullable("logprob", DOUBLE)
          .nullable("top_logprobs", ListCodec.of(TOP_LOGPROB_ITEM))
          .build(
              s ->
                  new TokenChunk(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)),
              v ->
                  parts(
                      v.model(),
                      v.text(),
                      v.tokenId(),
                      v.usage(),
                      v.finishReason(),
                      v.stats(),
                      v.logprob(),
                      v.topLogprobs()));

  public static final RecordCodec<ErrorChunk> ERROR_CHUNK =
      RecordCodec.<ErrorChunk>record("ErrorChunk")
          .required("model", Ids.MODEL)
          .required("error_message", STRING)
          .optional(
              "finish_reason", FINISH_REASON.only(List.of(FinishReason.ERROR)), FinishReason.ERROR)
          .build(
              s -> new ErrorChunk(s.at(0), s.at(1), s.at(2)),
              v -> parts(v.model(), v.errorMessage(), v.finishReason()));

  public static final RecordCodec<ToolCallChunk> TOOL_CALL_CHUNK =
      RecordCodec.<ToolCallChunk>record("ToolCallChunk")
          .required("model", Ids.MODEL)
          .required("tool_calls", ListCodec.of(TOOL_CALL_ITEM))
          .requiredOrNull("usage", StatsTables.USAGE)
          .optional(
              "finish_reason",
              FINISH_REASON.only(List.of(FinishReason.TOOL_CALLS)),
              FinishReason.TOOL_CALLS)
          .nullable("stats", StatsTables.GENERATION_STATS)
          .build(
              s -> new ToolCallChunk(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v -> parts(v.model(), v.toolCalls(), v.usage(), v.finishReason(), v.stats()));

  public static final RecordCodec<ImageChunk> IMAGE_CHUNK =
      RecordCodec.<ImageChunk>record("ImageChunk")
          .required("model", Ids.MODEL)
          .required("data", STRING)
          .required("chunk_index", INT)
          .required("total_chunks", INT)
          .required("image_index", INT)
          .optional("is_partial", BOOLEAN, false)
          .nullable("partial_index", INT)
          .nullable("total_partials", INT)
          .nullable("stats", StatsTables.IMAGE_GENERATION_STATS)
          .nullable("format", RequestTables.IMAGE_FORMAT)
          .nullable("finish_reason", FINISH_REASON)
          .nullable("error_message", STRING)
          .build(
              s ->
                  new ImageChunk(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11)),
              v ->
                  parts(
                      v.model(),
                      v.data(),
                      v.chunkIndex(),
                      v.totalChunks(),
                      v.imageIndex(),
                      v.isPartial(),
                      v.partialIndex(),
                      v.totalPartials(),
                      v.stats(),
                      v.format(),
                      v.finishReason(),
                      v.errorMessage()));

  public static final UnionCodec<GenerationChunk> GENERATION_CHUNK =
      UnionCodec.<GenerationChunk>union("GenerationChunk")
          .variant(TokenChunk.class, TOKEN_CHUNK)
          .variant(ImageChunk.class, IMAGE_CHUNK)
          .variant(ToolCallChunk.class, TOOL_CALL_CHUNK)
          .variant(ErrorChunk.class, ERROR_CHUNK)
          .build();

  /** Tagged, though it is alone. */
  public static final UnionCodec<InputImageChunk> INPUT_IMAGE_CHUNK =
      UnionCodec.<InputImageChunk>union("InputImageChunk")
          .variant(
              InputImageChunk.class,
              RecordCodec.<InputImageChunk>record("InputImageChunk")
                  .required("model", Ids.MODEL)
                  .required("command_id", Ids.COMMAND)
                  .required("data", STRING)
                  .required("chunk_index", INT)
                  .required("total_chunks", INT)
                  .build(
                      s -> new InputImageChunk(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
                      v ->
                          parts(
                              v.model(), v.commandId(), v.data(), v.chunkIndex(), v.totalChunks())))
          .build();

  private ChunkTables() {}
}
