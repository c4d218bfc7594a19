using Newtonsoft.Json.Linq;

namespace OpenAIChat;

public sealed partial class ChatCompletionToolChoiceOption
{
    /// <summary>Gets the choice that leaves it to the model whether to call tools.</summary>
    public static ChatCompletionToolChoiceOption Auto { get; } = new(ChatCompletionToolChoiceOptionMode.Auto);

    /// <summary>Gets the choice of no tool.</summary>
    public static ChatCompletionToolChoiceOption None { get; } = new(ChatCompletionToolChoiceOptionMode.None);

    /// <summary>Gets the choice of at least one tool, whichever the model likes.</summary>
    public static ChatCompletionToolChoiceOption Required { get; } = new(ChatCompletionToolChoiceOptionMode.Required);

    /// <summary>Creates the choice of one function, which the model has to call.</summary>
    /// <param name="name">The function's name.</param>
    public static ChatCompletionToolChoiceOption Function(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ChatCompletionNamedToolChoice(new NamedFunction(name));
    }

    /// <summary>Creates the choice of one custom tool, which the model has to call.</summary>
    /// <param name="name">The tool's name.</param>
    public static ChatCompletionToolChoiceOption Custom(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ChatCompletionNamedToolChoiceCustom(new NamedCustomTool(name));
    }

    /// <summary>Creates the choice among some of the request's functions.</summary>
    /// <param name="mode">Whether the model has to call one of them.</param>
    /// <param name="functions">The names of the functions.</param>
    public static ChatCompletionToolChoiceOption Allowed(ChatCompletionAllowedToolsMode mode, params string[] functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        List<JsonObject> tools = [.. functions.Select(
            static name => (JsonObject)new JObject { ["type"] = "function", ["function"] = new JObject { ["name"] = name } })];
        return new ChatCompletionAllowedToolsChoice(new ChatCompletionAllowedTools(mode, tools));
    }
}
