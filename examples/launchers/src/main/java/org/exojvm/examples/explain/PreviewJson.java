package org.exojvm.examples.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.exojvm.placement.explain.Preview;
import org.exojvm.placement.explain.Previews;

/** Previews as JSON; sizes in bytes. */
final class PreviewJson {

  private PreviewJson() {}

  static String of(Previews.Listed listed) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode previews = json.putArray("previews");
    for (Preview preview : listed.previews()) {
      ObjectNode object = previews.addObject();
      object.put("sharding", preview.sharding().wireName());
      object.put("instance_meta", preview.instanceMeta().wireName());
      object.put("nodes", preview.size());
      VerdictJson.add(object, preview.verdict());
    }
    json.put("bounded", listed.bounded());
    return json.toPrettyString();
  }
}
