using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;

namespace OpenAIChat.StructuredOutput;

/// <summary>Validates answers against a schema written by hand, and has the caller read them.</summary>
internal sealed class GivenAnswerReader<T>(JsonObject schema, Func<JsonObject, T> read, Func<JsonObject, T>? readPartial) : AnswerReader<T>
{
    private const int CharactersRead = 8;

    private readonly SchemaValidator validator = new(schema.ToJObject());

    public override bool TryRead(string text, [MaybeNullWhen(false)] out T value, out IReadOnlyList<ReadFault> faults, out bool isJson)
    {
        value = default;
        var parser = JsonTextParser.Parse(text);
        isJson = parser.Fault is null;
        if (!isJson)
        {
            faults = [ReadFault.Of(parser)];
            return false;
        }

        var context = new ReadContext(isPartial: false);
        bool isValid = validator.Validate(parser.Root!, context);
        if (isValid && parser.Root!.ToToken() is not JObject)
        {
            context.Fault("must be an object");
            isValid = false;
        }

        faults = context.Faults;
        if (isValid)
        {
            value = read((JObject)parser.Root!.ToToken());
        }

        return isValid;
    }

    public override bool TryReadPartial(JsonTextParser parser, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (readPartial is null || parser.Root?.ToToken() is not JObject known)
        {
            return false;
        }

        value = readPartial(known);
        return true;
    }

    public override long Cost(JsonTextParser parser) => readPartial is null ? 0 : 1 + (parser.Position / CharactersRead);
}
