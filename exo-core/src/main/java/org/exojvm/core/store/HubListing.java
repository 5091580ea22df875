package org.exojvm.core.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the list of files of a model hub; fields that are not needed are left out. */
final class HubListing {

  private static final JsonFactory JSON = new JsonFactory();

  private HubListing() {}

  /** A file. */
  record Entry(String path, long size, @Nullable String sha256) {}

  /** What was read of an entry so far. */
  private static final class Draft {
    String type = "";
    @Nullable String path;
    long size = -1;
    @Nullable String sha256;
  }

  /** Returns the files of one page; directories are left out. */
  static ImmutableList<Entry> read(String text) throws IOException {
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    try (JsonParser parser = JSON.createParser(text)) {
      require(parser.nextToken() == JsonToken.START_ARRAY, "it begins with no [");
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Draft draft = new Draft();
        readObject(parser, draft, false);
        if (draft.type.equals("file")) {
          String path = draft.path;
          if (path == null || draft.size < 0) {
            throw new IOException("a file has no path or no size");
          }
          entries.add(new Entry(path, draft.size, draft.sha256));
        }
      }
    }
    return entries.build();
  }

  private static void readObject(JsonParser parser, Draft draft, boolean lfs) throws IOException {
    require(parser.currentToken() == JsonToken.START_OBJECT, "an entry begins with no {");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (lfs && name.equals("oid") && value == JsonToken.VALUE_STRING) {
        draft.sha256 = parser.getText();
      } else if (name.equals("size") && value == JsonToken.VALUE_NUMBER_INT) {
        draft.size = parser.getLongValue();
      } else if (!lfs && name.equals("type") && value == JsonToken.VALUE_STRING) {
        draft.type = parser.getText();
      } else if (!lfs && name.equals("path") && value == JsonToken.VALUE_STRING) {
        draft.path = parser.getText();
      } else if (!lfs && name.equals("lfs") && value == JsonToken.START_OBJECT) {
        readObject(parser, draft, true);
      } else {
        parser.skipChildren();
      }
    }
    require(parser.currentToken() == JsonToken.END_OBJECT, "an entry has no end");
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
