using System.Diagnostics.CodeAnalysis;
using Newtonsoft.Json.Linq;
using OpenAIChat.Tools;
using OpenAIChat.Validation;

namespace OpenAIChat;

/// <summary>A function that the model may call, and what executes it.</summary>
public sealed partial class ChatFunction
{
    private readonly Func<ToolCallContext, Task<ToolMessageContent>> execute;

    private ChatFunction(
        ChatCompletionRequestTool tool, string name, string? description, Func<ToolCallContext, Task<ToolMessageContent>> execute)
    {
        Tool = tool;
        Name = name;
        Description = description;
        this.execute = execute;
    }

    /// <summary>Gets the name by which the model calls the function.</summary>
    public string Name { get; }

    /// <summary>Gets what the model is told of the function.</summary>
    public string? Description { get; }

    /// <summary>Gets the tool that declares the function in a request.</summary>
    public ChatCompletionRequestTool Tool { get; }

    /// <summary>Creates a function of JSON arguments whose schema is given; it needs no reflection.</summary>
    /// <param name="name">Name of the function: letters, digits, underscores and hyphens, at most 64 characters.</param>
    /// <param name="description">What the function does; the model decides by it when and how to call it.</param>
    /// <param name="parameters">The JSON Schema of the arguments.</param>
    /// <param name="function">
    /// The function: it receives the arguments, which are <c>{}</c> when the model gives none, and returns what the model is told.
    /// </param>
    /// <param name="strict">Whether the model keeps to the schema exactly.</param>
    /// <exception cref="ArgumentException">The name is invalid.</exception>
    public static ChatFunction Create(
        string name,
        string? description,
        JsonObject parameters,
        Func<JObject, CancellationToken, Task<string>> function,
        bool? strict = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(function);
        var schema = parameters.ToJObject();
        return new ChatFunction(
            ChatTool.Function(CheckName(name), description, parameters, strict),
            name,
            description,
            async call => await function(ToolArguments.Parse(call.Arguments, schema), call.CancellationToken).ConfigureAwait(false) ?? "");
    }

    /// <inheritdoc cref="Create(string, string, JsonObject, Func{JObject, CancellationToken, Task{string}}, bool?)"/>
    public static ChatFunction Create(
        string name, string? description, JsonObject parameters, Func<JObject, CancellationToken, string> function, bool? strict = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Create(name, description, parameters, CallAsync, strict);

        Task<string> CallAsync(JObject arguments, CancellationToken cancellationToken) =>
            Task.FromResult(function(arguments, cancellationToken));
    }

    /// <summary>Creates a custom tool, whose input is text in place of JSON.</summary>
    /// <param name="name">Name of the tool: letters, digits, underscores and hyphens, at most 64 characters.</param>
    /// <param name="description">What the tool does; the model decides by it when and how to call it.</param>
    /// <param name="function">The function: it receives the input and returns what the model is told.</param>
    /// <param name="format">What the input looks like; without it, any text.</param>
    /// <exception cref="ArgumentException">The name is invalid.</exception>
    public static ChatFunction CreateCustom(
        string name, string? description, Func<string, CancellationToken, Task<string>> function, CustomToolFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new ChatFunction(
            ChatTool.Custom(CheckName(name), description, format),
            name,
            description,
            async call => await function(call.Arguments, call.CancellationToken).ConfigureAwait(false) ?? "");
    }

    /// <inheritdoc cref="CreateCustom(string, string, Func{string, CancellationToken, Task{string}}, CustomToolFormat)"/>
    public static ChatFunction CreateCustom(
        string name, string? description, Func<string, CancellationToken, string> function, CustomToolFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        return CreateCustom(name, description, (input, cancellationToken) => Task.FromResult(function(input, cancellationToken)), format);
    }

    /// <summary>Executes the function as a run would, for example in a test.</summary>
    /// <param name="arguments">The arguments, as JSON; of a custom tool its input.</param>
    /// <param name="services">The services that the function is given.</param>
    /// <param name="cancellationToken">Cancels the function.</param>
    /// <returns>What the model is told.</returns>
    /// <exception cref="ToolException">The arguments are wrong, or the function says so.</exception>
    public Task<ToolMessageContent> InvokeAsync(
        [StringSyntax(StringSyntaxAttribute.Json)] string arguments,
        IServiceProvider? services = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return InvokeAsync(new ToolCallContext("", Name, arguments, turn: 0, services) { CancellationToken = cancellationToken });
    }

    /// <summary>Gets the name of the function.</summary>
    public override string ToString() => Name;

    internal Task<ToolMessageContent> InvokeAsync(ToolCallContext call) => execute(call);

    private static string CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return NamePattern.Problem(name) is { } problem
            ? throw new ArgumentException("The name of the function " + problem, nameof(name))
            : name;
    }
}
