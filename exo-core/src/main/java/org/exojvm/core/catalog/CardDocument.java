package org.exojvm.core.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.exojvm.api.model.ModelCard;
import org.exojvm.core.card.ModelFacts;
import org.exojvm.core.codec.ExoJson;
import org.exojvm.core.codec.MalformedMessageException;
import org.exojvm.core.codec.WireTypes;

/**
 * Reads documents of model cards. A card is the wire form of a model card, strictly, with one more
 * field that may be there: {@code facts}. A document is one card, or an object with a list {@code
 * cards} and a {@code note} for people.
 */
final class CardDocument {

  private static final JsonFactory JSON = new JsonFactory();
  private static final String FACTS = "facts";
  private static final String CARDS = "cards";

  private CardDocument() {}

  /** Reads a document that is one card. */
  static CatalogEntry card(byte[] json) throws CardDocumentException {
    try (JsonParser parser = JSON.createParser(json)) {
      expect(parser, JsonToken.START_OBJECT);
      CatalogEntry entry = entry(parser);
      if (parser.nextToken() != null) {
        throw new CardDocumentException("there is more after the card. Maybe keep one card a file");
      }
      return entry;
    } catch (JsonProcessingException e) {
      throw new CardDocumentException("it is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new CardDocumentException("it cannot be read: " + e.getMessage());
    }
  }

  /** Reads a document that is a list of cards. */
  static ImmutableList<CatalogEntry> cards(byte[] json) throws CardDocumentException {
    ImmutableList.Builder<CatalogEntry> entries = ImmutableList.builder();
    try (JsonParser parser = JSON.createParser(json)) {
      expect(parser, JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean cards = parser.currentName().equals(CARDS);
        parser.nextToken();
        if (cards) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            entries.add(entry(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new CardDocumentException("it is not JSON: " + e.getMessage());
    }
    return entries.build();
  }

  private static void expect(JsonParser parser, JsonToken wanted)
      throws IOException, CardDocumentException {
    JsonToken found = parser.nextToken();
    if (found != wanted) {
      throw new CardDocumentException("it begins with " + found + " and not with {");
    }
  }

  /** Reads a card from its opening brace to its closing one. */
  private static CatalogEntry entry(JsonParser parser) throws IOException, CardDocumentException {
    ModelFacts facts = ModelFacts.UNKNOWN;
    ByteArrayOutputStream card = new ByteArrayOutputStream();
    try (JsonGenerator rest = JSON.createGenerator(card)) {
      rest.writeStartObject();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (parser.currentName().equals(FACTS)) {
          facts = FactsReader.read(parser);
        } else {
          rest.copyCurrentStructure(parser);
        }
      }
      rest.writeEndObject();
    }
    return new CatalogEntry(decode(card.toByteArray()), facts);
  }

  private static ModelCard decode(byte[] card) throws CardDocumentException {
    try {
      return ExoJson.wire().decode(WireTypes.MODEL_CARD, card);
    } catch (MalformedMessageException e) {
      throw new CardDocumentException(e.getMessage());
    }
  }
}
