using Newtonsoft.Json.Linq;
using OpenAIChat.StructuredOutput;

namespace OpenAIChat.Tools;

/// <summary>Reads the arguments of a function, and tells the model what is wrong with them. Empty arguments mean <c>{}</c>.</summary>
internal static class ToolArguments
{
    /// <summary>Reads the arguments as a type, or the parameters of a method, demands.</summary>
    /// <exception cref="ToolException">They are missing or wrong.</exception>
    public static object? Read(string arguments, StructuredType type) =>
        type.Reader.TryRead(Given(arguments), out object? value, out IReadOnlyList<ReadFault> faults, out bool isJson)
            ? value
            : throw Wrong(faults, isJson);

    /// <summary>Reads the arguments as a schema demands.</summary>
    /// <exception cref="ToolException">They are missing or wrong.</exception>
    public static JObject Parse(string arguments, JObject schema)
    {
        string json = Given(arguments);
        var parser = JsonTextParser.Parse(json);
        if (parser.Fault is { } fault)
        {
            throw Wrong([new ReadFault("", FormattableString.Invariant($"{fault} (at character {parser.Position})"))], isJson: false);
        }

        if (parser.Root!.Kind != JsonNodeKind.Object)
        {
            throw Wrong([new ReadFault("", "must be an object")], isJson: true);
        }

        var context = new ReadContext(isPartial: false);
        return new SchemaValidator(schema).Validate(parser.Root, context)
            ? new ChatCompletionMessageToolCall("", new ToolCallFunction("", json)).GetArguments()
            : throw Wrong(context.Faults, isJson: true);
    }

    private static string Given(string arguments) => string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments;

    private static ToolException Wrong(IReadOnlyList<ReadFault> faults, bool isJson) => isJson
        ? new ToolException($"The arguments are wrong: {string.Join("; ", faults)}. Correct them and call the function again.")
        : new ToolException($"The arguments are not JSON: {faults[0].Message}. Call the function again with valid JSON.");
}
