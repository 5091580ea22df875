package org.exojvm.node.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.exojvm.api.generation.InputMessage;
import org.exojvm.api.generation.Role;
import org.exojvm.api.generation.StopSequences;
import org.exojvm.api.generation.TextGenerationTaskParams;
import org.exojvm.node.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: what can be carried is carried, what cannot is refused by name, and nothing else is. */
class ChatRequestReaderTest {

  private static final String ASKS = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  private static ChatRequest read(String json) throws Problem {
    return ChatRequestReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyFieldThatATaskCanCarryIsCarried() throws Exception {
    ChatRequest request =
        read(
            """
            {"model":"m","temperature":0.5,"top_p":1,"top_k":40,"max_completion_tokens":9,
             "stop":["a","b"],"seed":-3,"stream":true,"stream_options":{"include_usage":true},
             "logprobs":true,"top_logprobs":2,"enable_thinking":false,"reasoning_effort":"high",
             "tools":[{"type":"function","function":{"name":"f","parameters":{}}}],
             "messages":[
               {"role":"system","content":"brief"},{"role":"developer","content":"polite"},
               {"role":"user","content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]},
               {"role":"assistant","content":"three"}],
             "user":"u","metadata":{"anything":1},"some_field_of_next_year":[1]}
            """);
    assertThat(request.includeUsage()).isTrue();
    TextGenerationTaskParams params = request.params();
    assertThat(params.instructions()).isEqualTo("brief\npolite");
    assertThat(params.input())
        .containsExactly(
            new InputMessage(Role.USER, "one\ntwo"), new InputMessage(Role.ASSISTANT, "three"));
    assertThat(params.temperature()).isEqualTo(0.5);
    assertThat(params.topP()).isEqualTo(1.0);
    assertThat(params.topK()).isEqualTo(40);
    assertThat(params.maxOutputTokens()).isEqualTo(9);
    assertThat(params.stop()).isEqualTo(new StopSequences(ImmutableList.of("a", "b"), false));
    assertThat(params.seed()).isEqualTo(-3);
    assertThat(params.stream()).isTrue();
    assertThat(params.logprobs()).isTrue();
    assertThat(params.topLogprobs()).isEqualTo(2);
    assertThat(params.enableThinking()).isFalse();
    assertThat(params.tools())
        .extracting(tool -> tool.text())
        .containsExactly("{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{}}}");
    assertThat(params.chatTemplateMessages()).isNull();
  }

  @Test
  void absentAndNullAreTheSame() throws Exception {
    assertThat(
            read(
                "{\"model\":\"m\",\"temperature\":null,\"stop\":null,\"stream\":null,\"tools\":null,"
                    + ASKS
                    + "}"))
        .isEqualTo(read("{\"model\":\"m\"," + ASKS + "}"));
  }

  @Test
  void whatOnlyATemplateUnderstandsTravelsAsItIs() throws Exception {
    TextGenerationTaskParams params =
        read("""
        {"model":"m","messages":[{"role":"user","content":"hi"},
         {"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function",
          "function":{"name":"f","arguments":"{}"}}]},
         {"role":"tool","content":"42","tool_call_id":"c"}]}
        """)
            .params();
    assertThat(params.input()).containsExactly(new InputMessage(Role.USER, "hi"));
    assertThat(params.chatTemplateMessages())
        .extracting(message -> message.text())
        .containsExactly(
            "{\"role\":\"user\",\"content\":\"hi\"}",
            "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
            "{\"role\":\"tool\",\"content\":\"42\",\"tool_call_id\":\"c\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                             | model                        | missing_required_parameter
          {"model":7,ASKS}                               | model                        | invalid_type
          {"model":"",ASKS}                              | model                        | invalid_value
          {"model":"m"}                                  | messages                     | missing_required_parameter
          {"model":"m","messages":"hi"}                  | messages                     | invalid_type
          {"model":"m","messages":[]}                    | messages                     | invalid_value
          {"model":"m","messages":[1]}                   | messages[0]                  | invalid_type
          {"model":"m","messages":[{}]}                  | messages[0].role             | missing_required_parameter
          {"model":"m","messages":[{"role":"robot"}]}    | messages[0].role             | invalid_value
          {"model":"m","messages":[{"role":"user"}]}     | messages[0].content          | missing_required_parameter
          {"model":"m","messages":[{"role":"user","content":1}]} | messages[0].content  | invalid_type
          {"model":"m","messages":[{"role":"user","content":[{"type":"image_url"}]}]} | messages[0].content[0].type | unsupported_value
          {"model":"m","temperature":"hot",ASKS}         | temperature                  | invalid_type
          {"model":"m","temperature":2.1,ASKS}           | temperature                  | invalid_value
          {"model":"m","top_p":-1,ASKS}                  | top_p                        | invalid_value
          {"model":"m","max_tokens":0,ASKS}              | max_tokens                   | invalid_value
          {"model":"m","max_tokens":1.5,ASKS}            | max_tokens                   | invalid_type
          {"model":"m","max_tokens":1,"max_completion_tokens":2,ASKS} | max_tokens      | invalid_value
          {"model":"m","seed":99999999999999999999,ASKS} | seed                         | invalid_value
          {"model":"m","stream":"yes",ASKS}              | stream                       | invalid_type
          {"model":"m","stream_options":{},ASKS}         | stream_options               | invalid_value
          {"model":"m","stream":true,"stream_options":{"include_usage":1},ASKS} | stream_options.include_usage | invalid_type
          {"model":"m","stop":3,ASKS}                    | stop                         | invalid_type
          {"model":"m","stop":[3],ASKS}                  | stop                         | invalid_type
          {"model":"m","n":2,ASKS}                       | n                            | unsupported_value
          {"model":"m","presence_penalty":1,ASKS}        | presence_penalty             | unsupported_value
          {"model":"m","logit_bias":{"1":1},ASKS}        | logit_bias                   | unsupported_value
          {"model":"m","response_format":{"type":"json_object"},ASKS} | response_format.type | unsupported_value
          {"model":"m","tools":[{"type":"web"}],ASKS}    | tools[0].type                | unsupported_value
          {"model":"m","tool_choice":"required",ASKS}    | tool_choice                  | unsupported_value
          {"model":"m","top_logprobs":1,ASKS}            | top_logprobs                 | invalid_value
          {"model":"m","messages":[{"role":"user","content":"\\ud800"}]} | messages[0].content | invalid_value
          """)
  void whatIsMalformedIsNamed(String json, String param, String code) {
    assertThatThrownBy(() -> read(json.replace("ASKS", ASKS)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.param()).isEqualTo(param);
              assertThat(problem.code()).isEqualTo(code);
            });
  }

  @Test
  void whatIsNoJsonObjectIsRefused() {
    for (String json : List.of("", "[]", "null", "{", "{} {}", "{\"a\":1,\"a\":2}", "\u0000")) {
      assertThatThrownBy(() -> read(json))
          .as(json)
          .isInstanceOfSatisfying(
              Problem.class, problem -> assertThat(problem.code()).isEqualTo("invalid_json"));
    }
  }

  @Property(tries = 2_000)
  void anyValueOfAnyFieldIsReadOrRefused(
      @ForAll("fields") String field, @ForAll("values") String value) {
    String rest = field.equals("messages") ? "" : "," + ASKS;
    try {
      ChatRequest request =
          read(
              "{\"%s\":%s%s%s}"
                  .formatted(field, value, field.equals("model") ? "" : ",\"model\":\"m\"", rest));
      assertThat(request.model().value()).isNotEmpty();
    } catch (Problem problem) {
      assertThat(problem.status()).isEqualTo(400);
      assertThat(problem.param()).startsWith(field);
    }
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.of(
        "model messages temperature top_p top_k max_tokens max_completion_tokens stop seed stream"
            .concat(" stream_options tools tool_choice logprobs top_logprobs enable_thinking n")
            .concat(" reasoning_effort response_format logit_bias frequency_penalty modalities")
            .split(" "));
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> leaves =
        Arbitraries.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "0.5",
            "\"\"",
            "\"text\"",
            "\"auto\"",
            "{}",
            "[]",
            "123456789012345678901234567890",
            "{\"type\":\"text\"}",
            "{\"role\":\"user\"}");
    return Arbitraries.lazyOf(
        () -> leaves,
        () -> leaves.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]"),
        () ->
            leaves.map(
                item -> "[{\"type\":" + item + ",\"role\":\"user\",\"content\":" + item + "}]"));
  }
}
