package org.exojvm.core.codec.internal;

import static org.exojvm.core.codec.internal.Scalars.BOOLEAN;
import static org.exojvm.core.codec.internal.Scalars.DOUBLE;
import static org.exojvm.core.codec.internal.Scalars.INT;
import static org.exojvm.core.codec.internal.Scalars.LONG;
import static org.exojvm.core.codec.internal.Scalars.STRING;

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
          .required("role", ROLE, InputMessage::role)
          .required("content", STRING, InputMessage::content)
          .build(s -> new InputMessage(s.at(0), s.at(1)));

  public static final RecordCodec<TextGenerationTaskParams> TEXT_GENERATION_TASK_PARAMS =
      RecordCodec.<TextGenerationTaskParams>plainRecord("TextGenerationTaskParams")
          .ignoringUnknown()
          .required("model", Ids.MODEL, TextGenerationTaskParams::model)
          .required("input", ListCodec.of(INPUT_MESSAGE), TextGenerationTaskParams::input)
          .nullable("instructions", STRING, TextGenerationTaskParams::instructions)
          .nullable("max_output_tokens", LONG, TextGenerationTaskParams::maxOutputTokens)
          .nullable("temperature", DOUBLE, TextGenerationTaskParams::temperature)
          .nullable("top_p", DOUBLE, TextGenerationTaskParams::topP)
          .optional("stream", BOOLEAN, TextGenerationTaskParams::stream, false)
          .nullable("tools", ListCodec.of(RawJson.OBJECT), TextGenerationTaskParams::tools)
          .optional("bench", BOOLEAN, TextGenerationTaskParams::bench, false)
          .nullable("top_k", LONG, TextGenerationTaskParams::topK)
          .nullable("stop", new Stop(), TextGenerationTaskParams::stop)
          .nullable("seed", LONG, TextGenerationTaskParams::seed)
          .nullable(
              "chat_template_messages",
              ListCodec.of(RawJson.OBJECT),
              TextGenerationTaskParams::chatTemplateMessages)
          .nullable("enable_thinking", BOOLEAN, TextGenerationTaskParams::enableThinking)
          .optional("logprobs", BOOLEAN, TextGenerationTaskParams::logprobs, false)
          .nullable("top_logprobs", INT, TextGenerationTaskParams::topLogprobs)
          .build(
              s ->
                  new TextGenerationTaskParams(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12), s.at(13), s.at(14),
                      s.at(15)));

  public static final RecordCodec<AdvancedImageParams> ADVANCED_IMAGE_PARAMS =
      RecordCodec.<AdvancedImageParams>plainRecord("AdvancedImageParams")
          .ignoringUnknown()
          .nullable("seed", LONG, AdvancedImageParams::seed)
          .nullable("num_inference_steps", LONG, AdvancedImageParams::numInferenceSteps)
          .nullable("guidance", DOUBLE, AdvancedImageParams::guidance)
          .nullable("negative_prompt", STRING, AdvancedImageParams::negativePrompt)
          .nullable("num_sync_steps", INT, AdvancedImageParams::numSyncSteps)
          .build(s -> new AdvancedImageParams(s.at(0), s.at(1), s.at(2), s.at(3), s.at(4)));

  public static final RecordCodec<ImageGenerationTaskParams> IMAGE_GENERATION_TASK_PARAMS =
      RecordCodec.<ImageGenerationTaskParams>plainRecord("ImageGenerationTaskParams")
          .ignoringUnknown()
          .required("prompt", STRING, ImageGenerationTaskParams::prompt)
          .nullable("background", STRING, ImageGenerationTaskParams::background)
          .required("model", STRING, ImageGenerationTaskParams::model)
          .nullable("moderation", STRING, ImageGenerationTaskParams::moderation)
          .nullableOr("n", LONG, ImageGenerationTaskParams::n, 1L)
          .nullable("output_compression", LONG, ImageGenerationTaskParams::outputCompression)
          .optional(
              "output_format",
              IMAGE_FORMAT,
              ImageGenerationTaskParams::outputFormat,
              ImageFormat.PNG)
          .nullableOr("partial_images", INT, ImageGenerationTaskParams::partialImages, 0)
          .nullableOr(
              "quality", IMAGE_QUALITY, ImageGenerationTaskParams::quality, ImageQuality.MEDIUM)
          .nullableOr(
              "response_format",
              IMAGE_RESPONSE_FORMAT,
              ImageGenerationTaskParams::responseFormat,
              ImageResponseFormat.B64_JSON)
          .nullableOr("size", STRING, ImageGenerationTaskParams::size, DEFAULT_SIZE)
          .nullableOr("stream", BOOLEAN, ImageGenerationTaskParams::stream, false)
          .nullableOr("style", STRING, ImageGenerationTaskParams::style, "vivid")
          .nullable("user", STRING, ImageGenerationTaskParams::user)
          .nullable(
              "advanced_params", ADVANCED_IMAGE_PARAMS, ImageGenerationTaskParams::advancedParams)
          .optional("bench", BOOLEAN, ImageGenerationTaskParams::bench, false)
          .build(
              s ->
                  new ImageGenerationTaskParams(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12), s.at(13), s.at(14),
                      s.at(15)));

  public static final RecordCodec<ImageEditsTaskParams> IMAGE_EDITS_TASK_PARAMS =
      RecordCodec.<ImageEditsTaskParams>plainRecord("ImageEditsTaskParams")
          .ignoringUnknown()
          .optional("image_data", STRING, ImageEditsTaskParams::imageData, "")
          .optional("total_input_chunks", INT, ImageEditsTaskParams::totalInputChunks, 0)
          .required("prompt", STRING, ImageEditsTaskParams::prompt)
          .required("model", STRING, ImageEditsTaskParams::model)
          .nullableOr("n", LONG, ImageEditsTaskParams::n, 1L)
          .nullableOr("quality", IMAGE_QUALITY, ImageEditsTaskParams::quality, ImageQuality.MEDIUM)
          .optional(
              "output_format", IMAGE_FORMAT, ImageEditsTaskParams::outputFormat, ImageFormat.PNG)
          .nullableOr(
              "response_format",
              IMAGE_RESPONSE_FORMAT,
              ImageEditsTaskParams::responseFormat,
              ImageResponseFormat.B64_JSON)
          .nullableOr("size", STRING, ImageEditsTaskParams::size, DEFAULT_SIZE)
          .nullableOr(
              "image_strength", DOUBLE, ImageEditsTaskParams::imageStrength, DEFAULT_STRENGTH)
          .optional("stream", BOOLEAN, ImageEditsTaskParams::stream, false)
          .nullableOr("partial_images", INT, ImageEditsTaskParams::partialImages, 0)
          .nullable("advanced_params", ADVANCED_IMAGE_PARAMS, ImageEditsTaskParams::advancedParams)
          .optional("bench", BOOLEAN, ImageEditsTaskParams::bench, false)
          .build(
              s ->
                  new ImageEditsTaskParams(
                      s.at(0), s.at(1), s.at(2), s.at(3), s.at(4), s.at(5), s.at(6), s.at(7),
                      s.at(8), s.at(9), s.at(10), s.at(11), s.at(12), s.at(13)));

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
