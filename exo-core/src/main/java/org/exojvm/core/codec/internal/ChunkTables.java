package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;

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
          .required("token", STRING, TopLogprobItem::token)
          .required("logprob", DOUBLE, TopLogprobItem::logprob)
          .nullable("bytes", ListCodec.of(INT), TopLogprobItem::bytes)
          .build(s -> new TopLogprobItem(s.at(0), s.at(1), s.at(2)));

  /** The id is required: making one up would need randomness, and decoding twice would differ. */
  public static final RecordCodec<ToolCallItem> TOOL_CALL_ITEM =
      RecordCodec.<ToolCallItem>plainRecord("ToolCallItem")
          .ignoringUnknown()
          .required("id", STRING, ToolCallItem::id)
          .required("name", STRING, ToolCallItem::name)
          .required("arguments", STRING, ToolCallItem::arguments)
          .build(s -> new ToolCallItem(s.at(0), s.at(1), s.at(2)));

  public static final RecordCodec<TokenChunk> TOKEN_CHUNK =
      RecordCodec.<TokenChunk>record("TokenChunk")
          .required("model", Ids.MODEL, TokenChunk::model)
          .required("text", STRING, TokenChunk::text)
          .required("token_id", LONG, TokenChunk::tokenId)
          .requiredOrNull("usage", StatsTables.USAGE, TokenChunk::usage)
          .nullable(
              "finish_reason",
              FINISH_REASON.only(
                  List.of(FinishReason.STOP, FinishReason.LENGTH, FinishReason.CONTENT_FILTER)),
              TokenChunk::finishReason)
          .nullable("stats", StatsTables.GENERATION_STATS, TokenChunk::stats)
          .nullable("logprob", DOUBLE, TokenChunk::logprob)
          .nullable("top_logprobs", ListCodec.of(TOP_LOGPROB_ITEM), TokenChunk::topLogprobs)
          .build(
              s ->
                  new TokenChunk(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7)));

  public static final RecordCodec<ErrorChunk> ERROR_CHUNK =
      RecordCodec.<ErrorChunk>record("ErrorChunk")
          .required("model", Ids.MODEL, ErrorChunk::model)
          .required("error_message", STRING, ErrorChunk::errorMessage)
          .optional(
              "finish_reason",
              FINISH_REASON.only(List.of(FinishReason.ERROR)),
              ErrorChunk::finishReason,
              FinishReason.ERROR)
          .build(s -> new ErrorChunk(s.at(0), s.at(1), s.at(2)));

  public static final RecordCodec<ToolCallChunk> TOOL_CALL_CHUNK =
      RecordCodec.<ToolCallChunk>record("ToolCallChunk")
          .required("model", Ids.MODEL, ToolCallChunk::model)
          .required("tool_calls", ListCodec.of(TOOL_CALL_ITEM), ToolCallChunk::toolCalls)
          .requiredOrNull("usage", StatsTables.USAGE, ToolCallChunk::usage)
          .optional(
              "finish_reason",
              FINISH_REASON.only(List.of(FinishReason.TOOL_CALLS)),
              ToolCallChunk::finishReason,
              FinishReason.TOOL_CALLS)
          .nullable("stats", StatsTables.GENERATION_STATS, ToolCallChunk::stats)
          .build(s -> new ToolCallChunk(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  public static final RecordCodec<ImageChunk> IMAGE_CHUNK =
      RecordCodec.<ImageChunk>record("ImageChunk")
          .required("model", Ids.MODEL, ImageChunk::model)
          .required("data", STRING, ImageChunk::data)
          .required("chunk_index", INT, ImageChunk::chunkIndex)
          .required("total_chunks", INT, ImageChunk::totalChunks)
          .required("image_index", INT, ImageChunk::imageIndex)
          .optional("is_partial", BOOLEAN, ImageChunk::isPartial, false)
          .nullable("partial_index", INT, ImageChunk::partialIndex)
          .nullable("total_partials", INT, ImageChunk::totalPartials)
          .nullable("stats", StatsTables.IMAGE_GENERATION_STATS, ImageChunk::stats)
          .nullable("format", RequestTables.IMAGE_FORMAT, ImageChunk::format)
          .nullable("finish_reason", FINISH_REASON, ImageChunk::finishReason)
          .nullable("error_message", STRING, ImageChunk::errorMessage)
          .build(
              s ->
                  new ImageChunk(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11)));

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
                  .required("model", Ids.MODEL, InputImageChunk::model)
                  .required("command_id", Ids.COMMAND, InputImageChunk::commandId)
                  .required("data", STRING, InputImageChunk::data)
                  .required("chunk_index", INT, InputImageChunk::chunkIndex)
                  .required("total_chunks", INT, InputImageChunk::totalChunks)
                  .build(s -> new InputImageChunk(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4))))
          .build();

  private ChunkTables() {}
}
