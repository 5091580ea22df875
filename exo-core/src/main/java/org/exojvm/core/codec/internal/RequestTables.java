package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;
import static org.exojvm.core.codec.internal.Slots.parts;

import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import org.exojvm.api.generation.AdvancedImageParams;
import org.exojvm.api.generation.ImageEditsTaskParams;
import org.exojvm.api.generation.ImageFormat;
import org.exojvm.api.generation.ImageGenerationTaskParams;
import org.exojvm.api.generation.ImageQuality;
import org.exojvm.api.generation.ImageResponseFormat;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.StopSequences;
import org.exojvm.api.generation.TextGenerationTaskParams;

/** What requests ask for. These types have one spelling and ignore what they do not know. */
public final class RequestTables {

  public static final EnumCodec<Role> ROLE = EnumCodec.of(Role.class, Role::wireName);
  public static final EnumCodec<ImageFormat> IMAGE_FORMAT =
      EnumCodec.of(ImageFormat.class, ImageFormat::wireName);
  public static final EnumCodec<ImageQuality> IMAGE_QUALITY =
      EnumCodec.of(ImageQuality.class, ImageQuality::wireName);
  public static final EnumCodec<ImageResponseFormat> IMAGE_RESPONSE_FORMAT =
      EnumCodec.of(ImageResponseFormat.class, ImageResponseFormat::wireName);

  private static final String DEFAULT_SIZE = "1024x1024";
  private static final double DEFAULT_STRENGTH = 0.7;

  public static final RecordCodec<InputMessage> INPUT_MESSAGE =
      RecordCodec.<InputMessage>plainRecord("InputMessage")
          .ignoringUnknown()
          .required("role", ROLE)
          .required("content", STRING)
          .build(s -> new InputMessage(s.at(0), s.at(1)), v -> parts(v.role(), v.content()));

  public static final RecordCodec<TextGenerationTaskParams> TEXT_GENERATION_TASK_PARAMS =
      RecordCodec.<TextGenerationTaskParams>plainRecord("TextGenerationTaskParams")
          .ignoringUnknown()
          .required("model", Ids.MODEL)
          .required("input", ListCodec.of(INPUT_MESSAGE))
          .nullable("instructions", STRING)
          .nullable("max_output_tokens", LONG)
          .nullable("temperature", DOUBLE)
          .nullable("top_p", DOUBLE)
          .optional("stream", BOOLEAN, false)
          .nullable("tools", ListCodec.of(RawJson.OBJECT))
          .optional("bench", BOOLEAN, false)
          .nullable("top_k", LONG)
          .nullable("stop", new Stop())
          .nullable("seed", LONG)
          .nullable("chat_template_messages", ListCodec.of(RawJson.OBJECT))
          .nullable("enable_thinking", BOOLEAN)
          .optional("logprobs", BOOLEAN, false)
          .nullable("top_logprobs", INT)
          .build(
              s ->
                  new TextGenerationTaskParams(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12), s.at(13), s.at(14), s.at(15)),
              v ->
                  parts(
                      v.model(),
                      v.input(),
                      v.instructions(),
                      v.maxOutputTokens(),
                      v.temperature(),
                      v.topP(),
                      v.stream(),
                      v.tools(),
                      v.bench(),
                      v.topK(),
                      v.stop(),
                      v.seed(),
                      v.chatTemplateMessages(),
                      v.enableThinking(),
                      v.logprobs(),
                      v.topLogprobs()));

  public static final RecordCodec<AdvancedImageParams> ADVANCED_IMAGE_PARAMS =
      RecordCodec.<AdvancedImageParams>plainRecord("AdvancedImageParams")
          .ignoringUnknown()
          .nullable("seed", LONG)
          .nullable("num_inference_steps", LONG)
          .nullable("guidance", DOUBLE)
          .nullable("negative_prompt", STRING)
          .nullable("num_sync_steps", INT)
          .build(
              s -> new AdvancedImageParams(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)),
              v ->
                  parts(
                      v.seed(),
                      v.numInferenceSteps(),
                      v.guidance(),
                      v.negativePrompt(),
                      v.numSyncSteps()));

  public static final RecordCodec<ImageGenerationTaskParams> IMAGE_GENERATION_TASK_PARAMS =
      RecordCodec.<ImageGenerationTaskParams>plainRecord("ImageGenerationTaskParams")
          .ignoringUnknown()
          .required("prompt", STRING)
          .nullable("background", STRING)
          .required("model", STRING)
          .nullable("moderation", STRING)
          .nullableOr("n", LONG, 1L)
          .nullable("output_compression", LONG)
          .optional("output_format", IMAGE_FORMAT, ImageFormat.PNG)
          .nullableOr("partial_images", INT, 0)
          .nullableOr("quality", IMAGE_QUALITY, ImageQuality.MEDIUM)
          .nullableOr("response_format", IMAGE_RESPONSE_FORMAT, ImageResponseFormat.B64_JSON)
          .nullableOr("size", STRING, DEFAULT_SIZE)
          .nullableOr("stream", BOOLEAN, false)
          .nullableOr("style", STRING, "vivid")
          .nullable("user", STRING)
          .nullable("advanced_params", ADVANCED_IMAGE_PARAMS)
          .optional("bench", BOOLEAN, false)
          .build(
              s ->
                  new ImageGenerationTaskParams(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12), s.at(13), s.at(14), s.at(15)),
              v ->
                  parts(
                      v.prompt(),
                      v.background(),
                      v.model(),
                      v.moderation(),
                      v.n(),
                      v.outputCompression(),
                      v.outputFormat(),
                      v.partialImages(),
                      v.quality(),
                      v.responseFormat(),
                      v.size(),
                      v.stream(),
                      v.style(),
                      v.user(),
                      v.advancedParams(),
                      v.bench()));

  public static final RecordCodec<ImageEditsTaskParams> IMAGE_EDITS_TASK_PARAMS =
      RecordCodec.<ImageEditsTaskParams>plainRecord("ImageEditsTaskParams")
          .ignoringUnknown()
          .optional("image_data", STRING, "")
          .optional("total_input_chunks", INT, 0)
          .required("prompt", STRING)
          .required("model", STRING)
          .nullableOr("n", LONG, 1L)
          .nullableOr("quality", IMAGE_QUALITY, ImageQuality.MEDIUM)
          .optional("output_format", IMAGE_FORMAT, ImageFormat.PNG)
          .nullableOr("response_format", IMAGE_RESPONSE_FORMAT, ImageResponseFormat.B64_JSON)
          .nullableOr("size", STRING, DEFAULT_SIZE)
          .nullableOr("image_strength", DOUBLE, DEFAULT_STRENGTH)
          .optional("stream", BOOLEAN, false)
          .nullableOr("partial_images", INT, 0)
          .nullable("advanced_params", ADVANCED_IMAGE_PARAMS)
          .optional("bench", BOOLEAN, false)
          .build(
              s ->
                  new ImageEditsTaskParams(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12), s.at(13)),
              v ->
                  parts(
                      v.imageData(),
                      v.totalInputChunks(),
                      v.prompt(),
                      v.model(),
                      v.n(),
                      v.quality(),
                      v.outputFormat(),
                      v.responseFormat(),
                      v.size(),
                      v.imageStrength(),
                      v.stream(),
                      v.partialImages(),
                      v.advancedParams(),
                      v.bench()));

  private RequestTables() {}

  /** A bare string or an array of strings; which one it was is kept. */
  private static final class Stop implements ValueCodec<StopSequences> {

    private static final ValueCodec<ImmutableList<String>> TEXTS = ListCodec.of(STRING);

    @Override
    public StopSequences read(JsonReader in) throws MalformedValue, IOException {
      return in.token() == JsonToken.VALUE_STRING
          ? new StopSequences(ImmutableList.of(in.string()), true)
          : new StopSequences(TEXTS.read(in), false);
    }

    @Override
    public void write(JsonWriter out, StopSequences value) {
      if (value.bare()) {
        out.string(value.texts().getFirst());
      } else {
        TEXTS.write(out, value.texts());
      }
    }
  }
}
