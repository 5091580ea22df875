package org.exojvm.node.openai;

import java.time.InstantSource;
import org.exojvm.node.http.ApiRequest;
import org.exojvm.node.http.Problem;
import org.exojvm.node.http.Reply;
import org.exojvm.node.http.Routes;
import org.exojvm.node.program.NodeAccess;

/**
 * {@code POST /v1/chat/completions}.
 *
 * <p>Threading: safe for any thread; every request is answered on its own.
 */
public final class ChatRoutes {

  private final NodeAccess access;
  private final ChatLimits limits;
  private final InstantSource clock;
  private final Availability availability;

  /** Creates the route of a node. */
  public ChatRoutes(NodeAccess access) {
    this(access, ChatLimits.DEFAULT, InstantSource.system());
  }

  ChatRoutes(NodeAccess access, ChatLimits limits, InstantSource clock) {
    this.access = access;
    this.limits = limits;
    this.clock = clock;
    this.availability = new Availability(access.node(), access.catalog());
  }

  /** Adds the route. */
  public void addTo(Routes.Builder routes) {
    routes.post("/v1/chat/completions", this::complete);
  }

  private Reply complete(ApiRequest request) throws Problem {
    ChatRequest chat = ChatRequestReader.read(request.body());
    availability.requireReady(chat.model());
    Generation generation = Generation.begin(access, limits, chat, request::isGone);
    CompletionJson json =
        new CompletionJson(
            generation.id().value(),
            clock.instant().getEpochSecond(),
            chat.model().value(),
            chat.includeUsage(),
            chat.params().logprobs());
    if (chat.stream()) {
      return Reply.events(new ChatStream(generation, json));
    }
    try (generation) {
      return Reply.json(
          200,
          json.whole(
              WholeAnswer.of(generation, limits, chat.params().logprobs(), request::isGone)));
    }
  }
}
